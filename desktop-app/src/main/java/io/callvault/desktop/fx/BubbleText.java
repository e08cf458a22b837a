package io.callvault.desktop.fx;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Dimension2D;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.scene.text.TextLineInfo;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The text of a bubble with time and status at its end: on the last line where that has room, below it otherwise; only as wide as its
 * longest line.
 */
final class BubbleText extends Region {
    private static final double EMOJI = 20;
    private static final double BIG_EMOJI = 44;
    /** Between the last word and the time. */
    private static final double GAP = 10;
    /** How far the time hangs below the text's own line. */
    private static final double SINK = 2;

    /** No line is as wide as this. */
    private static final double UNBOUND = 100_000;

    private record Fit(double width, double height, double textWidth, double textHeight) {}

    private final TextFlow flow = new TextFlow();
    private final Label time = new Label();
    private final FontIcon mark = new FontIcon();
    private final HBox meta = new HBox(3, time);
    private final Text ruler = new Text();
    private String text = "";
    private String styleClass = "bubble-text";
    private double emojiSize = EMOJI;
    private boolean breaksItself;
    private double fitFor = -1;
    private Fit fit = new Fit(0, 0, 0, 0);

    BubbleText() {
        getStyleClass().add("bubble-body");
        time.getStyleClass().add("time");
        meta.setAlignment(Pos.CENTER_RIGHT);
        meta.setMouseTransparent(true);
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        getChildren().addAll(flow, meta);
    }

    void show(String newText, String when, Optional<StatusMark> status, boolean gone) {
        text = newText;
        styleClass = gone ? "bubble-gone" : "bubble-text";
        emojiSize = EmojiText.isBig(EmojiText.split(text)) ? BIG_EMOJI : EMOJI;
        breaksItself = TextDirection.hasRightToLeft(text);
        fill(text);
        time.setText(when);
        status.ifPresent(state -> state.showIn(mark));
        if (status.isPresent() && meta.getChildren().size() == 1) {
            meta.getChildren().add(mark);
        } else if (status.isEmpty()) {
            meta.getChildren().remove(mark);
        }
        fitFor = -1;
        requestLayout();
    }

    /**
     * A flow wraps new contents at the width that the old ones had, as soon as anybody asks for bounds; wrapping right-to-left text
     * throws inside JavaFX 26 and leaves the toolkit unusable. So such text finds a flow that is wider than any line.
     */
    private void fill(String contents) {
        if (breaksItself) {
            flow.getChildren().clear();
            flow.resize(UNBOUND, flow.getHeight());
        }
        EmojiNodes.fill(flow, contents, styleClass, emojiSize);
    }

    void clear() {
        flow.getChildren().clear();
        text = "";
        fitFor = -1;
    }

    /** The size it takes when it may be at most so wide. */
    Dimension2D fit(double most) {
        Fit now = measure(most);
        return new Dimension2D(now.width, now.height);
    }

    private Fit measure(double most) {
        if (fitFor == most && !flow.isNeedsLayout() && !meta.isNeedsLayout()) {
            return fit;
        }
        double metaWidth = Math.ceil(meta.prefWidth(-1));
        double metaHeight = Math.ceil(meta.prefHeight(-1));
        double natural = Math.ceil(flow.prefWidth(-1));
        if (breaksItself) {
            fill(LineBreaker.wrap(text, most - 2, this::width));
            flow.applyCss();
            natural = Math.ceil(flow.prefWidth(-1)) + 1;
        } else {
            natural = Math.min(most, natural);
        }
        double height = Math.ceil(flow.prefHeight(natural));
        flow.resize(natural, height);
        flow.layout();
        List<TextLineInfo> lines = flow.getLayoutInfo().getTextLines(false);
        double longest = lines.stream()
                .mapToDouble(line -> line.bounds().getWidth())
                .max()
                .orElse(0);
        double width = breaksItself ? Math.ceil(longest) + 1 : Math.min(most, Math.ceil(longest) + 1);
        double lastLine = lines.isEmpty() ? 0 : lines.getLast().bounds().getWidth();
        boolean leftToRight = flow.getNodeOrientation() != NodeOrientation.RIGHT_TO_LEFT;
        boolean beside = (leftToRight || lines.size() == 1) && lastLine + GAP + metaWidth <= most;
        fit = beside
                ? new Fit(Math.max(width, Math.ceil(lastLine + GAP + metaWidth)), height + SINK, width, height)
                : new Fit(
                        Math.max(width, metaWidth),
                        height + metaHeight,
                        Math.max(width, leftToRight ? 0 : metaWidth),
                        height);
        fitFor = most;
        return fit;
    }

    private double width(String piece) {
        double sum = 0;
        for (EmojiText.Part part : EmojiText.split(piece)) {
            if (part instanceof EmojiText.Emoji) {
                sum += emojiSize;
            } else {
                flow.getChildren().stream()
                        .filter(Text.class::isInstance)
                        .findFirst()
                        .ifPresent(sample -> ruler.setFont(((Text) sample).getFont()));
                ruler.setText(part.text());
                sum += ruler.getLayoutBounds().getWidth();
            }
        }
        return sum;
    }

    @Override
    protected double computePrefWidth(double height) {
        return measure(fitFor < 0 ? Double.MAX_VALUE : fitFor).width;
    }

    @Override
    protected double computePrefHeight(double width) {
        return measure(fitFor < 0 ? Double.MAX_VALUE : fitFor).height;
    }

    @Override
    protected void layoutChildren() {
        flow.resizeRelocate(0, 0, fit.textWidth, fit.textHeight);
        double metaWidth = Math.ceil(meta.prefWidth(-1));
        double metaHeight = Math.ceil(meta.prefHeight(-1));
        meta.resizeRelocate(getWidth() - metaWidth, getHeight() - metaHeight, metaWidth, metaHeight);
    }
}

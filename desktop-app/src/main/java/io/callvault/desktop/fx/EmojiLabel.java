package io.callvault.desktop.fx;

import java.util.Optional;
import javafx.geometry.NodeOrientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** One line of text with emoji as pictures; what does not fit ends in an ellipsis. For previews and names. */
public final class EmojiLabel extends Region {
    private static final int LONGEST = 200;
    private final String styleClass;
    private final double emojiSize;
    private String text = "";

    /**
     * @param styleClass of the words
     * @param emojiSize in pixels
     */
    public EmojiLabel(String styleClass, double emojiSize) {
        this.styleClass = styleClass;
        this.emojiSize = emojiSize;
        setMinWidth(0);
        setMaxWidth(USE_PREF_SIZE);
    }

    /** Shows the beginning of a text; line breaks become spaces. */
    public void show(String whole) {
        String line = (whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole)
                .replaceAll("\\s+", " ")
                .strip();
        if (line.equals(text)) {
            return;
        }
        text = line;
        setAccessibleText(line);
        getChildren().clear();
        setNodeOrientation(
                TextDirection.isRightToLeft(line) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        for (EmojiText.Part part : EmojiText.split(line)) {
            Optional<Node> picture =
                    part instanceof EmojiText.Emoji emoji ? EmojiNodes.picture(emoji, emojiSize) : Optional.empty();
            getChildren().add(picture.orElseGet(() -> label(part.text())));
        }
        requestLayout();
    }

    private Node label(String words) {
        var label = new Label(words);
        label.getStyleClass().add(styleClass);
        label.setMinWidth(0);
        if (TextDirection.isHebrew(words)) {
            label.getStyleClass().add("hebrew");
        }
        return label;
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.ceil(
                getChildren().stream().mapToDouble(child -> child.prefWidth(-1)).sum());
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(Math.max(
                emojiSize,
                getChildren().stream()
                        .mapToDouble(child -> child.prefHeight(-1))
                        .max()
                        .orElse(0)));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        for (Node child : getChildren()) {
            double width = Math.ceil(child.prefWidth(-1));
            double room = getWidth() - x;
            boolean fits = child.isResizable() ? room > emojiSize / 2 : width <= room + 1;
            child.setVisible(fits);
            layoutInArea(
                    child,
                    x,
                    0,
                    Math.max(0, Math.min(width, room)),
                    getHeight(),
                    0,
                    javafx.geometry.HPos.LEFT,
                    VPos.CENTER);
            x += width;
        }
    }
}

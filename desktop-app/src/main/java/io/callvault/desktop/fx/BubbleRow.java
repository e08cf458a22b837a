package io.callvault.desktop.fx;

import java.util.Optional;
import javafx.geometry.Dimension2D;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * A row of the timeline with one bubble: at the left or the right, at most three quarters of the row and 540 pixels wide, with the
 * sender's avatar in groups and a red mark beside a message that could not be sent.
 */
public final class BubbleRow extends Region {
    private static final double MOST = 540;
    private static final double PART = 0.76;
    private static final double SIDE = 20;
    /** The scroll bar's place. */
    private static final double RIGHT_SIDE = 26;

    private static final double BETWEEN_GROUPS = 8;
    private static final double IN_GROUP = 3;
    private static final double FACE = 32;
    private static final double FACE_GAP = 8;
    private static final double REASON_GAP = 2;
    private static final double REASON_LEAST = 160;

    private final Bubble bubble = new Bubble();
    private final Avatar face = new Avatar(FACE);
    private final IconButton failed = new IconButton(Icon.FAILED, "Not sent. Click to send again or to discard.");
    private final Label reason = new Label();
    private Optional<Bubble.Content> content = Optional.empty();
    private boolean mine;
    private boolean first;
    private boolean inGroup;

    public BubbleRow() {
        getStyleClass().add("bubble-row");
        failed.getStyleClass().add("failed-mark");
        failed.setVisible(false);
        face.setVisible(false);
        reason.getStyleClass().add("bubble-reason");
        reason.setMinHeight(0);
        reason.setVisible(false);
        getChildren().addAll(face, bubble, failed, reason);
    }

    /** Shows a message. */
    public void show(Bubble.Content content) {
        this.content = Optional.of(content);
        mine = content.mine();
        first = content.first();
        inGroup = content.sender().isPresent() && !mine;
        bubble.show(content);
        face.setVisible(inGroup && content.last());
        content.sender().ifPresent(sender -> face.show(sender.id(), sender.name()));
        failed.setVisible(content.status().equals(Optional.of(StatusMark.FAILED)));
        String why = content.notes().reason();
        reason.setVisible(!why.isEmpty());
        // A wrapping label cannot show right-to-left words; a name may be among ours.
        reason.setWrapText(!TextDirection.hasRightToLeft(why));
        reason.setText(why);
        setAccessibleText(words(content));
        requestLayout();
    }

    /** Lets go of the message and of everything hung on the row. */
    public void clear() {
        bubble.clear();
        content = Optional.empty();
        failed.setOnAction(null);
        failed.setId(null);
        reason.setOnMouseClicked(null);
        reason.setId(null);
        setId(null);
    }

    /** What is shown; empty while the row is spare. */
    public Optional<Bubble.Content> content() {
        return content;
    }

    /** For context menus and ids. */
    public Bubble bubble() {
        return bubble;
    }

    /** The red mark, shown only while the status is {@link StatusMark#FAILED}. */
    public IconButton failedMark() {
        return failed;
    }

    /** The words below the bubble; shown only where {@link Bubble.Notes#reason()} says something. */
    public Label reason() {
        return reason;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return above() + bubble.fit(most(width)).getHeight() + reasonHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        Dimension2D size = bubble.fit(most(width));
        double left = left();
        double x = mine ? width - RIGHT_SIDE - size.getWidth() : left;
        bubble.resizeRelocate(snapPositionX(x), above(), size.getWidth(), size.getHeight());
        face.resizeRelocate(SIDE, getHeight() - reasonHeight(width) - FACE, FACE, FACE);
        double mark = failed.prefWidth(-1);
        double bottom = above() + size.getHeight();
        failed.resizeRelocate(snapPositionX(x - mark - 2), bottom - mark + 2, mark, mark);
        if (reason.isVisible()) {
            double wide = Math.min(reasonWidth(width), Math.ceil(reason.prefWidth(-1)));
            double begin = mine ? width - RIGHT_SIDE - wide : left;
            reason.resizeRelocate(snapPositionX(begin), bottom + REASON_GAP, wide, reasonHeight(width) - REASON_GAP);
        }
    }

    private double reasonWidth(double width) {
        return Math.max(most(width), REASON_LEAST);
    }

    private double reasonHeight(double width) {
        return reason.isVisible() ? REASON_GAP + Math.ceil(reason.prefHeight(reasonWidth(width))) : 0;
    }

    private double most(double width) {
        return Math.floor(Math.min(MOST, (width - left() - RIGHT_SIDE) * PART));
    }

    private double left() {
        return SIDE + (inGroup ? FACE + FACE_GAP : 0);
    }

    private double above() {
        return first ? BETWEEN_GROUPS : IN_GROUP;
    }

    private static String words(Bubble.Content content) {
        String who = content.mine()
                ? "You"
                : content.sender().map(Bubble.Sender::name).orElse("");
        String label = content.notes().label();
        return who + " " + content.time() + ": " + content.text() + (label.isEmpty() ? "" : ", " + label)
                + content.status().map(status -> ", " + status.words()).orElse("");
    }
}

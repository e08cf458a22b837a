package io.callvault.desktop.fx;

import java.util.Optional;
import javafx.geometry.Dimension2D;
import javafx.geometry.Orientation;
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

    private final Bubble bubble = new Bubble();
    private final Avatar face = new Avatar(FACE);
    private final IconButton failed = new IconButton(Icon.FAILED, "Not sent. Click to send again or to discard.");
    private Optional<Bubble.Content> content = Optional.empty();
    private boolean mine;
    private boolean first;
    private boolean inGroup;

    public BubbleRow() {
        getStyleClass().add("bubble-row");
        failed.getStyleClass().add("failed-mark");
        failed.setVisible(false);
        face.setVisible(false);
        getChildren().addAll(face, bubble, failed);
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
        setAccessibleText(words(content));
        requestLayout();
    }

    /** Lets go of the message and of everything hung on the row. */
    public void clear() {
        bubble.clear();
        content = Optional.empty();
        failed.setOnAction(null);
        failed.setId(null);
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

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return above() + bubble.fit(most(width)).getHeight();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        Dimension2D size = bubble.fit(most(width));
        double left = left();
        double x = mine ? width - RIGHT_SIDE - size.getWidth() : left;
        bubble.resizeRelocate(snapPositionX(x), above(), size.getWidth(), size.getHeight());
        face.resizeRelocate(SIDE, getHeight() - FACE, FACE, FACE);
        double mark = failed.prefWidth(-1);
        failed.resizeRelocate(snapPositionX(x - mark - 2), getHeight() - mark + 2, mark, mark);
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
        return who + " " + content.time() + ": " + content.text()
                + content.status().map(status -> ", " + status.words()).orElse("");
    }
}

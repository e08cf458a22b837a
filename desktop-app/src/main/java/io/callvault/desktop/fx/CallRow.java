package io.callvault.desktop.fx;

import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A row of the timeline with a call that is over: which way, when and how long. A click on it calls back. */
public final class CallRow extends Region {
    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final PseudoClass MISSED = PseudoClass.getPseudoClass("missed");
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");
    /** As for a bubble row. */
    private static final double SIDE = 20;

    private static final double RIGHT_SIDE = 26;
    private static final double BETWEEN_GROUPS = 8;
    private static final double IN_GROUP = 3;

    /**
     * What is shown.
     *
     * @param words our own: "Missed video call"
     * @param meta below: the time, and how long it was
     * @param mine whether this user called
     * @param missed whether this user should know of it and may not
     * @param first of what one person wrote or did in a row
     * @param last of it
     */
    public record Content(
            String words, String meta, boolean video, boolean mine, boolean missed, boolean first, boolean last) {}

    private final FontIcon kind = Icon.CALLS.node();
    private final FontIcon arrow = Icon.CALL_IN.node("call-bubble-arrow");
    private final Label title = new Label();
    private final Label meta = new Label();
    private final HBox bubble = new HBox(12);
    private Runnable action = () -> {};
    private boolean mine;
    private boolean first;

    public CallRow() {
        getStyleClass().add("bubble-row");
        var circle = new StackPane(kind);
        circle.getStyleClass().add("call-bubble-icon");
        title.getStyleClass().add("call-bubble-title");
        meta.getStyleClass().add("call-bubble-meta");
        var below = new HBox(5, arrow, meta);
        below.setAlignment(Pos.CENTER_LEFT);
        var words = new VBox(2, title, below);
        words.setAlignment(Pos.CENTER_LEFT);
        bubble.setAlignment(Pos.CENTER_LEFT);
        bubble.getStyleClass().addAll("bubble", "call-bubble");
        bubble.getChildren().addAll(circle, words);
        bubble.setOnMouseClicked(event -> action.run());
        getChildren().add(bubble);
    }

    /** @param callBack what a click does */
    public void show(Content content, Runnable callBack) {
        action = callBack;
        mine = content.mine();
        first = content.first();
        bubble.pseudoClassStateChanged(MINE, mine);
        bubble.pseudoClassStateChanged(MISSED, content.missed());
        bubble.pseudoClassStateChanged(FIRST, first);
        bubble.pseudoClassStateChanged(LAST, content.last());
        (content.video() ? Icon.VIDEO : Icon.CALLS).showIn(kind);
        (content.missed() ? Icon.CALL_MISSED : mine ? Icon.CALL_OUT : Icon.CALL_IN).showIn(arrow);
        title.setText(content.words());
        meta.setText(content.meta());
        setAccessibleText(content.words() + ", " + content.meta() + ". A click calls back.");
        requestLayout();
    }

    /** Lets go of the call. */
    public void clear() {
        action = () -> {};
        setId(null);
    }

    /** What is clicked. */
    public Region bubble() {
        return bubble;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return above() + Math.ceil(bubble.prefHeight(-1));
    }

    @Override
    protected void layoutChildren() {
        double width = Math.ceil(bubble.prefWidth(-1));
        double x = mine ? getWidth() - RIGHT_SIDE - width : SIDE;
        bubble.resizeRelocate(snapPositionX(x), above(), width, Math.ceil(bubble.prefHeight(-1)));
    }

    private double above() {
        return first ? BETWEEN_GROUPS : IN_GROUP;
    }
}

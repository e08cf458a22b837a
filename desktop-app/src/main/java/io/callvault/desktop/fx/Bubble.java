package io.callvault.desktop.fx;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Dimension2D;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** One message's bubble. Its corners tell where it stands in its group, its colour whose it is. */
public final class Bubble extends Region {
    /** Who wrote it, where that must be said. */
    public record Sender(String id, String name) {}

    /**
     * What a bubble shows.
     *
     * @param time already formatted
     * @param mine on the right, in one's own colour
     * @param first of the messages one person wrote in a row
     * @param last of them
     * @param status of a message of one's own
     * @param sender in groups, on the others' messages
     * @param notes what else is to be said about it
     */
    public record Content(
            String text,
            String time,
            boolean mine,
            boolean first,
            boolean last,
            Optional<StatusMark> status,
            Optional<Sender> sender,
            Notes notes) {
        /** A message about which there is nothing else to say. */
        public Content(
                String text,
                String time,
                boolean mine,
                boolean first,
                boolean last,
                Optional<StatusMark> status,
                Optional<Sender> sender) {
            this(text, time, mine, first, last, status, sender, Notes.NONE);
        }
    }

    /**
     * What became of a message.
     *
     * @param label before the time: "edited"; empty for none
     * @param gone whether the text only stands for one that was taken away
     * @param reason below the bubble, in red: why it was not sent; empty for none. Our own words, never those of people
     */
    public record Notes(String label, boolean gone, String reason) {
        public static final Notes NONE = new Notes("", false, "");
    }

    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");
    /** Between the sender's name and the text. */
    private static final double BELOW_NAME = 1;

    private final Label who = new Label();
    private final BubbleText body = new BubbleText();

    public Bubble() {
        getStyleClass().add("bubble");
        who.getStyleClass().add("bubble-sender");
        getChildren().addAll(who, body);
    }

    /** Shows a message. */
    public void show(Content content) {
        pseudoClassStateChanged(MINE, content.mine());
        pseudoClassStateChanged(FIRST, content.first());
        pseudoClassStateChanged(LAST, content.last());
        Optional<Sender> named = content.first() ? content.sender() : Optional.empty();
        who.setText(named.map(Sender::name).orElse(""));
        who.setStyle(named.map(sender -> "-fx-text-fill: " + Avatar.nameColour(sender.id()) + ";")
                .orElse(""));
        who.setVisible(named.isPresent());
        // A failed message has its mark beside the bubble, where it can be clicked.
        String label = content.notes().label();
        body.show(
                content.text(),
                label.isEmpty() ? content.time() : label + "  " + content.time(),
                content.status().filter(status -> status != StatusMark.FAILED),
                content.notes().gone());
        requestLayout();
    }

    /** Lets go of the message. */
    public void clear() {
        body.clear();
    }

    /** The size it takes when it may be at most so wide. */
    public Dimension2D fit(double most) {
        Insets in = getInsets();
        double sides = in.getLeft() + in.getRight();
        Dimension2D text = body.fit(most - sides);
        double width =
                Math.max(text.getWidth(), who.isVisible() ? Math.min(most - sides, Math.ceil(who.prefWidth(-1))) : 0);
        return new Dimension2D(width + sides, text.getHeight() + nameHeight() + in.getTop() + in.getBottom());
    }

    private double nameHeight() {
        return who.isVisible() ? Math.ceil(who.prefHeight(-1)) + BELOW_NAME : 0;
    }

    @Override
    protected void layoutChildren() {
        Insets in = getInsets();
        double width = getWidth() - in.getLeft() - in.getRight();
        who.resizeRelocate(in.getLeft(), in.getTop(), width, Math.ceil(who.prefHeight(-1)));
        double top = in.getTop() + nameHeight();
        body.resizeRelocate(in.getLeft(), top, width, getHeight() - top - in.getBottom());
    }
}

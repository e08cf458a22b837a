package io.callvault.desktop.fx;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextFlow;

/**
 * A field for several lines of plain text in which emoji are pictures, as in the bubbles. Text goes in and out as an ordinary string. It
 * is one line high when empty, grows with its text to eight lines and then scrolls. FX thread.
 */
public final class EmojiField extends StackPane {
    private static final int MOST_LINES = 8;
    /** Characters of a paragraph that are measured: eight lines of a window 5,000 pixels wide hold fewer. */
    private static final int MEASURED = 6_000;

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final EmojiEditor editor;
    private final TextFlow ruler = new TextFlow();
    private boolean typing;
    private double measuredFor = -1;
    private double measured;

    /**
     * @param name what a screen reader says, and {@code prompt} what stands in the empty field
     * @param most how many UTF-16 units the text may have; an edit that would pass it is refused as a whole
     */
    public EmojiField(String name, String prompt, int most) {
        editor = new EmojiEditor(most);
        getStyleClass().add("emoji-field");
        var placeholder = new Label(prompt);
        placeholder.getStyleClass().add("emoji-field-prompt");
        placeholder.setMouseTransparent(true);
        editor.setPlaceholder(placeholder, Pos.CENTER_LEFT);
        editor.setAccessibleRole(AccessibleRole.TEXT_AREA);
        editor.setAccessibleText(name);
        setAccessibleText(name);
        ruler.setManaged(false);
        ruler.setVisible(false);
        ruler.setMouseTransparent(true);
        getChildren().addAll(ruler, editor);
        editor.richChanges().subscribe(change -> edited());
        text.addListener((source, before, now) -> shown(now));
    }

    /** What stands in the field. Setting it puts the caret behind it and forgets what could be undone. */
    public StringProperty textProperty() {
        return text;
    }

    /** What is done when an edit was refused because the text would be too long. */
    public void setOnTooLong(Runnable action) {
        editor.setOnTooLong(action);
    }

    /** Writes in place of the selection, at the caret if nothing is selected. */
    public void insert(String words) {
        editor.replaceSelection(words);
        editor.requestFollowCaret();
    }

    /** Puts the caret behind the text. */
    public void end() {
        editor.selectRange(editor.getLength(), editor.getLength());
        editor.requestFollowCaret();
    }

    @Override
    public void requestFocus() {
        editor.requestFocus();
    }

    EmojiEditor editor() {
        return editor;
    }

    private void edited() {
        typing = true;
        text.set(editor.plainText());
        typing = false;
        measuredFor = -1;
        requestLayout();
    }

    private void shown(String now) {
        if (!typing) {
            editor.show(now);
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** One line: a box asks for the least height before it knows the width, and would keep the room of a narrow field. */
    @Override
    protected double computeMinHeight(double width) {
        return Math.ceil(getInsets().getTop() + height("x", -1) + getInsets().getBottom());
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 60;
    }

    @Override
    protected double computePrefWidth(double height) {
        // A box that asks for a height without a width measures with this one.
        return getWidth() > 0 ? getWidth() : 240;
    }

    @Override
    protected double computePrefHeight(double width) {
        double wanted = width < 0 ? getWidth() : width;
        Insets edge = getInsets();
        if (measuredFor != wanted) {
            measured = lines(wanted - edge.getLeft() - edge.getRight());
            measuredFor = wanted;
        }
        return Math.ceil(edge.getTop() + measured + edge.getBottom());
    }

    /** The height of the lines, as the editor sets them: each paragraph is a flow of its own. */
    private double lines(double width) {
        double most = MOST_LINES * height("x", -1);
        double sum = 0;
        String whole = text.get();
        boolean wraps = !TextDirection.hasRightToLeft(whole);
        for (String line : whole.split("\n", -1)) {
            String piece = line.length() > MEASURED ? line.substring(0, MEASURED) : line;
            sum += height(piece.isEmpty() ? "x" : piece, wraps ? Math.max(40, width) : -1);
            if (sum >= most) {
                return most;
            }
        }
        return sum;
    }

    private double height(String line, double width) {
        EmojiNodes.fill(ruler, line, EmojiEditor.TEXT_STYLE, EmojiEditor.EMOJI);
        for (Node node : ruler.getChildren()) {
            node.applyCss();
        }
        double height = Math.ceil(ruler.prefHeight(width));
        // What stays would be laid out in the ruler's own width of nothing.
        ruler.getChildren().clear();
        return height;
    }
}

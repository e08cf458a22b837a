package io.callvault.desktop.fx;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodTextRun;
import org.fxmisc.richtext.GenericStyledArea;
import org.fxmisc.richtext.TextExt;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.model.StyledSegment;
import org.reactfx.util.Either;

/**
 * The text area of an {@link EmojiField}. Every edit of a person passes {@link #replace}, which turns emoji into pictures, also those
 * that arise piece by piece (a skin tone typed behind a hand), and refuses what makes the text too long. FX thread.
 */
final class EmojiEditor extends GenericStyledArea<String, Either<String, EmojiText.Emoji>, String> {
    static final String TEXT_STYLE = "emoji-field-text";
    /** Pixels; 18 makes a line of 14-pixel text one pixel higher. */
    static final double EMOJI = 18;
    /** Units beside an edit that may melt into one emoji with it: the longest (a flag of a region) has 14 UTF-16 units. */
    private static final int REACH = 16;

    private final int most;
    private Runnable onTooLong = () -> {};
    private int composedFrom;
    private int composed;

    /** @param most UTF-16 units the text may have */
    EmojiEditor(int most) {
        super(EmojiDocument.PLAIN, (flow, style) -> {}, EmojiDocument.PLAIN, EmojiDocument.SEGMENTS, EmojiEditor::node);
        this.most = most;
        setWrapText(true);
        setBackground(null);
        // Its own rules would win over ours and put space between the lines.
        getStylesheets().clear();
        setOnInputMethodTextChanged(this::handleInputMethodEvent);
        Node caret = getCaretSelectionBind().getUnderlyingCaret();
        caret.layoutBoundsProperty().addListener((source, before, now) -> mirror(caret));
        caret.parentProperty().addListener((source, before, now) -> mirror(caret));
        effectiveNodeOrientationProperty().addListener((source, before, now) -> mirror(caret));
        richChanges().subscribe(change -> turn(plainText()));
    }

    void setOnTooLong(Runnable action) {
        onTooLong = action;
    }

    /** The text with its emoji, as one would send it. */
    String plainText() {
        return EmojiDocument.text(getContent());
    }

    /** Shows a text with the caret behind it; what was there before cannot be brought back by undoing. */
    void show(String text) {
        if (TextDirection.hasRightToLeft(text)) {
            setWrapText(false);
        }
        super.replace(0, getLength(), EmojiDocument.of(EmojiDocument.units(text)));
        selectRange(getLength(), getLength());
        getUndoManager().forgetHistory();
    }

    @Override
    public void replace(
            int start, int end, StyledDocument<String, Either<String, EmojiText.Emoji>, String> replacement) {
        String words = EmojiDocument.text(replacement);
        int kept = plainText().length()
                - EmojiDocument.text(subDocument(start, end)).length();
        if (!words.isEmpty() && kept + words.length() > most) {
            onTooLong.run();
            return;
        }
        int from = Math.max(0, start - REACH);
        int to = Math.min(getLength(), end + REACH);
        String left = EmojiDocument.text(subDocument(from, start)) + words;
        String whole = left + EmojiDocument.text(subDocument(end, to));
        List<EmojiText.Part> before = EmojiDocument.units(subDocument(from, to));
        List<EmojiText.Part> after = EmojiDocument.units(whole);
        int room = Math.min(before.size(), after.size());
        int same = 0;
        while (same < Math.min(room, start - from) && before.get(same).equals(after.get(same))) {
            same++;
        }
        int sameEnd = 0;
        while (sameEnd < Math.min(room - same, to - end)
                && before.get(before.size() - 1 - sameEnd).equals(after.get(after.size() - 1 - sameEnd))) {
            sameEnd++;
        }
        if (TextDirection.hasRightToLeft(words)) {
            setWrapText(false);
        }
        super.replace(from + same, to - sameEnd, EmojiDocument.of(after.subList(same, after.size() - sameEnd)));
        int caret = from;
        int length = 0;
        for (int i = 0; i < after.size() && length < left.length(); i++) {
            length += after.get(i).text().length();
            caret++;
        }
        selectRange(caret, caret);
    }

    @Override
    public void copy() {
        String words = EmojiDocument.text(
                subDocument(getSelection().getStart(), getSelection().getEnd()));
        if (!words.isEmpty()) {
            var content = new ClipboardContent();
            content.putString(words);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** As the area does it, but counted in positions: what is composed may hold emoji. */
    @Override
    protected void handleInputMethodEvent(InputMethodEvent event) {
        if (!isEditable() || isDisabled()) {
            return;
        }
        if (composed > 0) {
            int end = Math.min(getLength(), composedFrom + composed);
            selectRange(Math.min(composedFrom, end), end);
        }
        if (!event.getCommitted().isEmpty()) {
            replaceSelection(event.getCommitted());
        }
        composedFrom = getSelection().getStart();
        replaceSelection(
                event.getComposed().stream().map(InputMethodTextRun::getText).collect(Collectors.joining()));
        composed = Math.max(0, getCaretPosition() - composedFrom);
        event.consume();
    }

    /** Right-to-left text is not wrapped: JavaFX cannot (see {@link LineBreaker}). Decided before the next layout sees the text. */
    private void turn(String text) {
        boolean mixed = TextDirection.hasRightToLeft(text);
        setWrapText(!mixed);
        setNodeOrientation(
                TextDirection.isRightToLeft(text) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        getStyleClass().remove("hebrew");
        if (TextDirection.isHebrew(text)) {
            getStyleClass().add("hebrew");
        }
    }

    /** The shape of the caret is told from the left also where the paragraph is mirrored. */
    private static void mirror(Node caret) {
        boolean mirrored = caret.getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT;
        double width = caret.getParent() == null
                ? 0
                : caret.getParent().getLayoutBounds().getWidth();
        caret.setTranslateX(mirrored ? width - 2 * caret.getLayoutBounds().getCenterX() : 0);
    }

    private static Node node(StyledSegment<Either<String, EmojiText.Emoji>, String> segment) {
        return segment.getSegment()
                .unify(
                        EmojiEditor::words,
                        emoji -> EmojiNodes.picture(emoji, EMOJI).orElseGet(() -> words(emoji.text())));
    }

    private static Node words(String text) {
        var node = new TextExt(text);
        node.getStyleClass().add(TEXT_STYLE);
        return node;
    }
}

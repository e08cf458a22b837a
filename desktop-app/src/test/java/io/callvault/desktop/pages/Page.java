package io.callvault.desktop.pages;

import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.FxHarness;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;

/** What every page can do. */
public abstract class Page {
    private final Stage stage;

    protected Page(Stage stage) {
        this.stage = stage;
    }

    /** The window this page is in. */
    public final Stage stage() {
        return stage;
    }

    /** Writes a picture of the window. */
    public final Path picture(Path file) {
        return FxHarness.picture(stage, file, 1);
    }

    protected final void click(String id) {
        FxHarness.waitForNode(stage, id);
        FxHarness.waitFor(
                "#" + id + " can be clicked", () -> !FxHarness.node(stage, id).isDisabled());
        FxHarness.click(stage, id);
    }

    /** Replaces the text of a field. */
    protected final void fill(String id, String text) {
        FxHarness.waitForNode(stage, id);
        FxHarness.run(() -> ((TextInputControl) FxHarness.node(stage, id)).clear());
        FxHarness.type(stage, id, text);
    }

    protected final boolean shows(String id) {
        return FxHarness.isShown(stage, id);
    }

    protected final void await(String id) {
        FxHarness.waitForNode(stage, id);
    }

    /** The words of a label, button or field; what a screen reader says of anything else. */
    protected final String words(String id) {
        return FxHarness.get(() -> wordsOf(FxHarness.node(stage, id)));
    }

    /** Waits until the words of a node hold a text, whatever its case. */
    protected final void awaitWords(String id, String part) {
        FxHarness.waitFor(
                "#" + id + " says " + part,
                () -> FxHarness.isShown(stage, id)
                        && words(id).toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
    }

    private static String wordsOf(Node node) {
        return switch (node) {
            case TextInputControl field -> field.getText();
            case EmojiLabel label -> label.getAccessibleText();
            case Labeled label when label.getAccessibleText() == null -> label.getText();
            default -> node.getAccessibleText() == null ? "" : node.getAccessibleText();
        };
    }
}

package io.callvault.desktop.account.ui;

import io.callvault.desktop.fx.Icon;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Shown once after signing up: the key that opens the account on another device. */
public final class RecoveryKeyView extends StackPane {
    /** @param done when the person says that the key is kept */
    public RecoveryKeyView(String key, Runnable done) {
        setId(AccountIds.RECOVERY);
        getStyleClass().add("welcome");
        var title = new Label("Keep your recovery key");
        title.getStyleClass().add("heading");
        var words = new Label(
                "It is the only way into your account if this device is lost. Write it down or keep it in a password"
                        + " manager. Nobody can give it to you again, and whoever has it is you.");
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        var keep = new Button("I have kept it");
        keep.setId(AccountIds.KEY_SAVED);
        keep.getStyleClass().setAll("button", "primary");
        keep.setOnAction(event -> done.run());
        var buttons = new HBox(10, copyButton(key), keep);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var card = new VBox(16, title, words, keyBox(key), buttons);
        card.getStyleClass().add("card");
        card.setMaxSize(460, USE_PREF_SIZE);
        getChildren().add(card);
    }

    /** The key, to be read and selected. */
    static TextArea keyBox(String key) {
        var box = new TextArea(key);
        box.setId(AccountIds.RECOVERY_KEY);
        box.setEditable(false);
        box.setWrapText(true);
        box.setPrefRowCount(3);
        box.getStyleClass().add("key-box");
        return box;
    }

    private static Button copyButton(String key) {
        var copy = new Button("Copy", Icon.COPY.node());
        copy.setId(AccountIds.COPY_KEY);
        copy.getStyleClass().setAll("button", "secondary");
        copy.setOnAction(event -> {
            var content = new ClipboardContent();
            content.putString(key);
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText("Copied");
        });
        return copy;
    }
}

package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.EmojiField;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Where one writes: Enter sends, Shift+Enter breaks the line, emoji are the same pictures as in the bubbles. */
final class ComposerView extends VBox {
    private final EmojiField input = new EmojiField("Message", "Write a message…", ComposerViewModel.MOST_CHARACTERS);
    private Consumer<KeyEvent> onPageKey = key -> {};

    ComposerView(ComposerViewModel model) {
        getStyleClass().add("composer");
        input.setId(ChatIds.COMPOSER);
        input.textProperty().bindBidirectional(model.textProperty());
        input.setOnTooLong(model::tooLong);
        input.addEventFilter(KeyEvent.KEY_PRESSED, event -> keyPressed(event, model));
        HBox.setHgrow(input, Priority.ALWAYS);

        var send = new IconButton(Icon.SEND, "Send");
        send.setId(ChatIds.SEND);
        send.getStyleClass().add("send-button");
        send.disableProperty().bind(model.blankBinding());
        send.setOnAction(event -> {
            model.send();
            input.requestFocus();
        });

        var problem = new Label();
        problem.setId(ChatIds.COMPOSER_PROBLEM);
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());

        var line = new HBox(10, input, send);
        line.setAlignment(Pos.BOTTOM_LEFT);
        getChildren().addAll(problem, line);
    }

    /** Puts the cursor into the field, behind the draft. */
    void focus() {
        input.requestFocus();
        input.end();
    }

    /** What the paging keys do, which nobody needs in a field of eight lines. */
    void setOnPageKey(Consumer<KeyEvent> action) {
        onPageKey = action;
    }

    private void keyPressed(KeyEvent event, ComposerViewModel model) {
        if (event.getCode() == KeyCode.PAGE_UP || event.getCode() == KeyCode.PAGE_DOWN) {
            onPageKey.accept(event);
            event.consume();
            return;
        }
        if (event.getCode() != KeyCode.ENTER) {
            return;
        }
        if (event.isShiftDown()) {
            input.insert("\n");
        } else {
            model.send();
        }
        event.consume();
    }
}

package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import io.callvault.desktop.fx.TextDirection;
import java.util.function.Consumer;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/** Where one writes: Enter sends, Shift+Enter breaks the line, the field grows to eight lines. */
final class ComposerView extends VBox {
    private static final int MOST_LINES = 8;
    private static final double PADDING = 23;
    private static final String SIGNED_OUT = "Sign in again to write";

    private final TextArea input = new TextArea();
    private final Text measure = new Text();
    private Consumer<KeyEvent> onPageKey = key -> {};
    private Runnable onEditLast = () -> {};

    ComposerView(ComposerViewModel model) {
        getStyleClass().add("composer");
        input.setId(ChatIds.COMPOSER);
        input.promptTextProperty()
                .bind(model.readOnlyProperty().map(reading -> reading ? SIGNED_OUT : "Write a message…"));
        input.disableProperty().bind(model.readOnlyProperty());
        input.setWrapText(true);
        input.setAccessibleText("Message");
        input.textProperty().bindBidirectional(model.textProperty());
        input.addEventFilter(KeyEvent.KEY_PRESSED, event -> keyPressed(event, model));
        input.textProperty().addListener((source, before, now) -> adapt());
        input.widthProperty().addListener((source, before, now) -> adapt());
        input.fontProperty().addListener((source, before, now) -> adapt());
        HBox.setHgrow(input, Priority.ALWAYS);
        adapt();

        var send = new IconButton(Icon.SEND, "Send");
        send.setId(ChatIds.SEND);
        send.getStyleClass().add("send-button");
        send.disableProperty().bind(model.blankBinding().or(model.readOnlyProperty()));
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
        getChildren().addAll(new EditBar(model), problem, line);
        model.editingProperty().addListener((source, before, now) -> focus());
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

    /** What the Up key does in an empty field. */
    void setOnEditLast(Runnable action) {
        onEditLast = action;
    }

    private void keyPressed(KeyEvent event, ComposerViewModel model) {
        if (event.getCode() == KeyCode.PAGE_UP || event.getCode() == KeyCode.PAGE_DOWN) {
            onPageKey.accept(event);
            event.consume();
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE && model.editingProperty().get().isPresent()) {
            model.stopEditing();
            event.consume();
            return;
        }
        if (event.getCode() == KeyCode.UP && input.getText().isEmpty()) {
            onEditLast.run();
            event.consume();
            return;
        }
        if (event.getCode() != KeyCode.ENTER) {
            return;
        }
        if (event.isShiftDown()) {
            input.replaceSelection("\n");
        } else {
            model.send();
        }
        event.consume();
    }

    /** Right-to-left text is not wrapped here: JavaFX 26 cannot, and would stop laying out the window. */
    private void adapt() {
        String text = input.getText();
        input.setNodeOrientation(
                TextDirection.isRightToLeft(text) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        measure.setFont(input.getFont());
        measure.setWrappingWidth(0);
        measure.setText("x");
        double line = measure.getLayoutBounds().getHeight();
        boolean wraps = !TextDirection.hasRightToLeft(text);
        input.setWrapText(wraps);
        measure.setWrappingWidth(wraps ? Math.max(60, input.getWidth() - 24) : 0);
        measure.setText(text.isEmpty() || text.endsWith("\n") ? text + "x" : text);
        double height = Math.ceil(Math.min(measure.getLayoutBounds().getHeight(), MOST_LINES * line) + PADDING);
        input.setMinHeight(height);
        input.setPrefHeight(height);
        input.setMaxHeight(height);
    }
}

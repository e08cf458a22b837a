package io.callvault.desktop.contact.ui;

import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.EmojiLabel;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Somebody in the contact list, with what can be done about them. */
final class ContactCell extends ListCell<ContactRow> {
    private final ContactsViewModel model;
    private final Avatar face = new Avatar(44);
    private final EmojiLabel name = new EmojiLabel("conversation-name", 17);
    private final Label below = new Label();
    private final HBox actions = new HBox(8);
    private final HBox box;

    ContactCell(ContactsViewModel model) {
        this.model = model;
        below.getStyleClass().add("conversation-preview");
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.setMinWidth(USE_PREF_SIZE);
        var words = new VBox(3, name, below);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        box = new HBox(12, face, words, actions);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("contact");
        box.setMinWidth(0);
        box.setPrefWidth(0);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && getItem() != null) {
                model.chat(getItem());
            }
        });
    }

    @Override
    protected void updateItem(@Nullable ContactRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        actions.getChildren().clear();
        setContextMenu(null);
        if (empty || row == null) {
            setGraphic(null);
            setId(null);
            return;
        }
        setId(ContactIds.contact(row.handle()));
        face.show(row.id().toString(), row.displayName());
        name.show(row.displayName());
        below.setText("@" + row.handle() + words(row.state()));
        switch (row.state()) {
            case INCOMING -> {
                add("Decline", ContactIds.decline(row.handle()), "secondary", () -> model.decline(row.id()));
                add("Accept", ContactIds.accept(row.handle()), "primary", () -> model.accept(row.id()));
                offerBlock(row);
            }
            case ACCEPTED -> {
                add("Chat", ContactIds.chat(row.handle()), "secondary", () -> model.chat(row));
                offerBlock(row);
            }
            case BLOCKED ->
                add("Unblock", ContactIds.unblock(row.handle()), "secondary", () -> model.unblock(row.id()));
            case INVITED, NONE -> {}
        }
        setAccessibleText(row.displayName() + ", " + below.getText());
        setGraphic(box);
    }

    private void offerBlock(ContactRow row) {
        var block = new MenuItem("Block");
        block.setId(ContactIds.block(row.handle()));
        block.setOnAction(event -> model.block(row.id()));
        setContextMenu(new ContextMenu(block));
    }

    private void add(String words, String id, String styleClass, Runnable action) {
        var button = new Button(words);
        button.setId(id);
        button.getStyleClass().setAll("button", styleClass, "small");
        button.setOnAction(event -> action.run());
        actions.getChildren().add(button);
    }

    private static String words(ContactRow.State state) {
        return switch (state) {
            case INCOMING -> " wants to chat with you";
            case INVITED -> ", invited";
            case BLOCKED -> ", blocked";
            case ACCEPTED, NONE -> "";
        };
    }
}

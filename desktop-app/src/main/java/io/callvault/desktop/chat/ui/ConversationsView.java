package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import io.callvault.model.id.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The column with search box and conversations. */
final class ConversationsView extends VBox {
    private final ChatViewModel model;
    private final ListView<ConversationItem> list;
    private final List<ConversationCell> cells = new ArrayList<>();

    ConversationsView(ChatViewModel model, Runnable newChat) {
        this.model = model;
        getStyleClass().add("side");
        ConversationsViewModel conversations = model.conversations();
        list = new ListView<>(conversations.shown());
        list.setId(ChatIds.LIST);
        list.getStyleClass().add("plain-list");
        list.setCellFactory(view -> cell());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                openFocused();
            }
        });
        model.selectedProperty().addListener((source, before, now) -> cells.forEach(ConversationCell::redraw));

        var search = new TextField();
        search.setId(ChatIds.SEARCH);
        search.setPromptText("Search");
        search.getStyleClass().add("search");
        search.textProperty().bindBidirectional(conversations.filterProperty());
        HBox.setHgrow(search, Priority.ALWAYS);
        var write = new IconButton(Icon.NEW_CHAT, "New chat");
        write.setId(ChatIds.NEW_CHAT);
        write.setOnAction(event -> newChat.run());
        var top = new HBox(8, search, write);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("side-top");

        var middle = new StackPane(list, nothing(conversations, newChat));
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(top, middle);
    }

    private static VBox nothing(ConversationsViewModel conversations, Runnable newChat) {
        var words = new Label();
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        words.textProperty()
                .bind(Bindings.when(conversations.totalProperty().isEqualTo(0))
                        .then("No conversations yet. Add somebody by their handle to begin.")
                        .otherwise("Nobody by that name."));
        words.setStyle("-fx-text-alignment: center;");
        var add = new Button("Add a contact");
        add.setId(ChatIds.ADD_FIRST_CONTACT);
        add.getStyleClass().setAll("button", "secondary");
        add.setGraphic(Icon.ADD_PERSON.node());
        add.setOnAction(event -> newChat.run());
        add.visibleProperty().bind(conversations.totalProperty().isEqualTo(0));
        var box = new VBox(16, words, add);
        box.setId(ChatIds.NO_CONVERSATIONS);
        box.setAlignment(Pos.CENTER);
        box.setMaxWidth(230);
        box.setPickOnBounds(false);
        box.visibleProperty().bind(Bindings.isEmpty(conversations.shown()));
        return box;
    }

    private ConversationCell cell() {
        var cell = new ConversationCell(this::isOpen);
        cell.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && cell.getItem() != null) {
                model.select(cell.getItem().row().id());
            }
        });
        cells.add(cell);
        return cell;
    }

    private boolean isOpen(ConversationId id) {
        return model.selectedProperty().get().equals(Optional.of(id));
    }

    private void openFocused() {
        ConversationItem item = list.getSelectionModel().getSelectedItem();
        if (item != null) {
            model.select(item.row().id());
        }
    }
}

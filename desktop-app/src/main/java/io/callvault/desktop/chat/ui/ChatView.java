package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.UiExecutor;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The chat screen: conversations at the left, the open one at the right. */
public final class ChatView extends HBox {
    private static final double LIST_WIDTH = 330;

    /**
     * @param newChat what the button for a new chat does: contacts are another feature's screen
     * @param calls what stands at the right of the header: calling is another feature
     * @param banner what stands below the header: how the app is doing is another feature, too
     */
    public ChatView(ChatViewModel model, UiExecutor ui, Runnable newChat, Node calls, Node banner) {
        setId(ChatIds.SCREEN);
        var list = new ConversationsView(model, newChat);
        list.setMinWidth(250);
        list.setPrefWidth(LIST_WIDTH);
        list.setMaxWidth(LIST_WIDTH);

        var composer = new ComposerView(model.composer());
        var timeline = new TimelineView(model.timeline(), ui);
        VBox.setVgrow(timeline, Priority.ALWAYS);
        composer.setOnPageKey(timeline::take);
        composer.setOnEditLast(() -> model.timeline().newestOwn().ifPresent(model.composer()::edit));
        var isOpen = model.selectedProperty().map(Optional::isPresent);
        var open = new VBox(timeline, composer);
        open.visibleProperty().bind(isOpen);
        var header = new HeaderView(model, calls);
        header.visibleProperty().bind(isOpen);
        header.managedProperty().bind(isOpen);

        var hint = new Label("Choose a conversation to start chatting");
        hint.setId(ChatIds.NOTHING_SELECTED);
        hint.getStyleClass().add("notice-chip");
        var nothing = new StackPane(hint);
        nothing.getStyleClass().add("timeline");
        nothing.visibleProperty().bind(open.visibleProperty().not());

        var content = new StackPane(nothing, open);
        content.setMinHeight(0);
        VBox.setVgrow(content, Priority.ALWAYS);
        var right = new VBox(header, banner, content);
        right.setMinWidth(320);
        // A long sentence in the banner must not push the list together.
        right.setPrefWidth(320);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(list, right);
        model.selectedProperty().addListener((source, before, now) -> ui.execute(composer::focus));
    }
}

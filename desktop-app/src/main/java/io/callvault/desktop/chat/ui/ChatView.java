package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.NetworkBanner;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.link.LinkStatus;
import java.util.Optional;
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
     */
    public ChatView(ChatViewModel model, UiExecutor ui, Runnable newChat) {
        setId(ChatIds.SCREEN);
        var list = new ConversationsView(model, newChat);
        list.setMinWidth(250);
        list.setPrefWidth(LIST_WIDTH);
        list.setMaxWidth(LIST_WIDTH);

        var composer = new ComposerView(model.composer());
        var timeline = new TimelineView(model.timeline(), ui);
        VBox.setVgrow(timeline, Priority.ALWAYS);
        composer.setOnPageKey(timeline::take);
        var isOpen = model.selectedProperty().map(Optional::isPresent);
        var open = new VBox(timeline, composer);
        open.visibleProperty().bind(isOpen);
        var header = new HeaderView(model);
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
        var right = new VBox(header, banner(model), content);
        right.setMinWidth(320);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(list, right);
        model.selectedProperty().addListener((source, before, now) -> ui.execute(composer::focus));
    }

    private static NetworkBanner banner(ChatViewModel model) {
        var banner = new NetworkBanner();
        banner.setId(ChatIds.BANNER);
        show(banner, model.linkProperty().get());
        model.linkProperty().addListener((source, before, now) -> show(banner, now));
        return banner;
    }

    private static void show(NetworkBanner banner, LinkStatus status) {
        switch (status) {
            case ONLINE -> banner.hide();
            case CONNECTING -> banner.show(Icon.CONNECTING, "Connecting…");
            case OFFLINE ->
                banner.show(Icon.OFFLINE, "Waiting for network… messages will be sent when you are back online");
            case SIGNED_OUT ->
                banner.show(Icon.KEY, "You are signed out. Sign in again in the settings to send and receive.");
            case REPLACED ->
                banner.show(
                        Icon.OFFLINE,
                        "Call Vault runs elsewhere with this device's identity. Close it there, then connect again in the settings.");
        }
    }
}

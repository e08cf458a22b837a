package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.Icon;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What can be done with a message; one menu for the whole timeline, filled when it is asked for. */
final class MessageMenu {
    private final TimelineViewModel model;
    private final ContextMenu menu = new ContextMenu();

    MessageMenu(TimelineViewModel model) {
        this.model = model;
    }

    /** Opens below a node. */
    void showBelow(Node owner, TimelineRow.Message row, String text) {
        fill(row, text);
        menu.show(owner, Side.BOTTOM, 0, 0);
    }

    /** Opens at a place on the screen. */
    void showAt(Node owner, double x, double y, TimelineRow.Message row, String text) {
        fill(row, text);
        menu.show(owner, x, y);
    }

    private void fill(TimelineRow.Message row, String text) {
        menu.getItems().clear();
        row.failure().ifPresent(failure -> {
            var reason = new Label(failure.reason());
            reason.getStyleClass().add("problem");
            reason.setWrapText(true);
            reason.setMaxWidth(280);
            var item = new CustomMenuItem(reason, false);
            item.setMnemonicParsing(false);
            item.setId(ChatIds.MENU_REASON);
            menu.getItems().addAll(item, new SeparatorMenuItem());
            if (failure.retryable()) {
                menu.getItems().add(item(ChatIds.MENU_RETRY, Icon.RETRY, "Send again", () -> model.retry(row.id())));
            }
        });
        if (row.mine() && row.seq() == 0) {
            menu.getItems().add(item(ChatIds.MENU_DISCARD, Icon.DELETE, "Discard", () -> model.discard(row.id())));
        }
        menu.getItems().add(item(ChatIds.MENU_COPY, Icon.COPY, "Copy text", () -> copy(text)));
    }

    private static MenuItem item(String id, Icon icon, String words, Runnable action) {
        var item = new MenuItem(words, icon.node("menu-icon"));
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}

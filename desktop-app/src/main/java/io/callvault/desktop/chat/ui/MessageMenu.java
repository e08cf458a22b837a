package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.Confirm;
import io.callvault.desktop.fx.Icon;
import io.callvault.model.message.Body;
import java.util.Optional;
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
    private static final Confirm.Question DELETE = new Confirm.Question(
            "Delete this message for everyone?",
            "Its text leaves every device, yours too. This cannot be undone.",
            "Delete for everyone");
    private static final String WAITS = "Waits to be sent. That happens by itself once there is a connection.";

    private final TimelineViewModel model;
    private final ContextMenu menu = new ContextMenu();

    MessageMenu(TimelineViewModel model) {
        this.model = model;
    }

    /** Opens below a node. */
    void showBelow(Node owner, TimelineRow.Message row) {
        if (fill(owner, row)) {
            menu.show(owner, Side.BOTTOM, 0, 0);
        }
    }

    /** Opens at a place on the screen. */
    void showAt(Node owner, double x, double y, TimelineRow.Message row) {
        if (fill(owner, row)) {
            menu.show(owner, x, y);
        }
    }

    /** @return whether there is anything to choose */
    private boolean fill(Node owner, TimelineRow.Message row) {
        menu.getItems().clear();
        Optional<TimelineRow.Failure> failure = Words.failure(row);
        boolean pending = row.mine() && row.seq() == 0;
        failure.ifPresent(why -> {
            head(why.reason(), "problem");
            if (why.retryable()) {
                add(ChatIds.MENU_RETRY, Icon.RETRY, "Try again", () -> model.retry(row.id()));
            }
        });
        if (failure.isEmpty() && pending) {
            head(WAITS, "muted");
        }
        if (model.canChange(row) && row.body() instanceof Body.Text) {
            add(ChatIds.MENU_EDIT, Icon.EDIT, "Edit", () -> model.edit(row));
        }
        if (!row.flags().deleted()) {
            add(
                    ChatIds.MENU_COPY,
                    Icon.COPY,
                    "Copy text",
                    () -> copy(Words.of(row).text()));
        }
        if (pending) {
            add(ChatIds.MENU_DISCARD, Icon.DELETE, "Discard", () -> model.discard(row.id()));
        } else if (row.flags().changeFailure().isPresent()) {
            add(ChatIds.MENU_DISCARD, Icon.CLOSE, "Discard the change", () -> model.discard(row.id()));
        }
        if (model.canChange(row)) {
            add(
                    ChatIds.MENU_DELETE,
                    Icon.DELETE,
                    "Delete for everyone",
                    () -> Confirm.ask(owner, DELETE, () -> model.deleteForEveryone(row.id())));
        }
        return !menu.getItems().isEmpty();
    }

    private void head(String sentence, String styleClass) {
        var words = new Label(sentence);
        words.getStyleClass().add(styleClass);
        words.setWrapText(true);
        words.setMaxWidth(280);
        var item = new CustomMenuItem(words, false);
        item.setMnemonicParsing(false);
        item.setId(ChatIds.MENU_REASON);
        menu.getItems().addAll(item, new SeparatorMenuItem());
    }

    private void add(String id, Icon icon, String words, Runnable action) {
        var item = new MenuItem(words, icon.node("menu-icon"));
        item.setId(id);
        item.setOnAction(event -> action.run());
        menu.getItems().add(item);
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}

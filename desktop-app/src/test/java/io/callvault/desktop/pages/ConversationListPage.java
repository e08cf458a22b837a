package io.callvault.desktop.pages;

import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.fx.FxHarness;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.stage.Stage;

/** The column of conversations. */
public final class ConversationListPage extends Page {
    public ConversationListPage(Stage stage) {
        super(stage);
        await(ChatIds.LIST);
    }

    /** What each visible row says, from top to bottom: title, preview, time, unread count. */
    public List<String> rows() {
        return FxHarness.get(() -> cells().filter(Node::isVisible)
                .sorted(Comparator.comparingDouble(
                        node -> node.localToScene(0, 0).getY()))
                .map(Node::getAccessibleText)
                .toList());
    }

    /** Waits for a conversation by its title and opens it. */
    public ChatPage open(String title) {
        FxHarness.waitFor(title + " is in the list", () -> find(title).isPresent());
        String id = FxHarness.get(() -> find(title).orElseThrow().getId());
        click(id);
        return new ChatPage(stage());
    }

    /** Waits until a conversation's row holds a text. */
    public void awaitRow(String title, String part) {
        FxHarness.waitFor(
                "the row of " + title + " says " + part,
                () -> find(title)
                        .map(cell -> cell.getAccessibleText().contains(part))
                        .orElse(false));
    }

    public ConversationListPage search(String text) {
        fill(ChatIds.SEARCH, text);
        FxHarness.pulse();
        return this;
    }

    /** Whether it says that there is nothing to show. */
    public boolean isEmpty() {
        return shows(ChatIds.NO_CONVERSATIONS);
    }

    private Optional<Node> find(String title) {
        return cells().filter(node -> node instanceof ListCell<?> cell && !cell.isEmpty())
                .filter(node -> node.getAccessibleText() != null
                        && node.getAccessibleText().startsWith(title + ","))
                .findFirst();
    }

    /** Not those of the contacts behind this page, which begin with the same names. */
    private Stream<Node> cells() {
        return stage().getScene().getRoot().lookupAll(".list-cell").stream()
                .filter(node -> node.getId() != null && node.getId().startsWith("conversation-"));
    }
}

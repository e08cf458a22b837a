package io.callvault.desktop.pages;

import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.diag.ui.DiagIds;
import io.callvault.desktop.fx.AnchoredFlow;
import io.callvault.desktop.fx.BubbleRow;
import io.callvault.desktop.fx.Confirm;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.StatusMark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The open conversation. */
public final class ChatPage extends Page {
    /**
     * A bubble as it can be seen.
     *
     * @param words what a screen reader says: who, time, text and state
     * @param text of the message
     * @param status of a message of one's own
     */
    public record Seen(String words, String text, Optional<StatusMark> status) {}

    private static final double HALF_SCREEN = 250;

    /** Older pages come from the store: as many screens may pass without a new message before the start is believed. */
    private static final int QUIET_SCREENS = 10;

    public ChatPage(Stage stage) {
        super(stage);
        await(ChatIds.COMPOSER);
    }

    /** Types a text and presses Enter. */
    public ChatPage send(String text) {
        type(text);
        FxHarness.press(stage(), ChatIds.COMPOSER, KeyCode.ENTER);
        return this;
    }

    /** Types into the composer without sending. */
    public ChatPage type(String text) {
        FxHarness.type(stage(), ChatIds.COMPOSER, text);
        return this;
    }

    /** Breaks the line in the composer. */
    public ChatPage breakLine() {
        FxHarness.pressShift(stage(), ChatIds.COMPOSER, KeyCode.ENTER);
        return this;
    }

    /** Changes the newest own message by the Up key in the empty composer. */
    public ChatPage editNewest(String text) {
        FxHarness.press(stage(), ChatIds.COMPOSER, KeyCode.UP);
        await(ChatIds.EDIT_BAR);
        fill(ChatIds.COMPOSER, text);
        FxHarness.press(stage(), ChatIds.COMPOSER, KeyCode.ENTER);
        return this;
    }

    /** Opens the menu of an own message, takes the message back for everyone and says yes. */
    public ChatPage deleteForEveryone(String text) {
        FxHarness.clickSecondaryOn(() -> rowOf(text).orElseThrow().bubble());
        FxHarness.chooseFromMenu(ChatIds.MENU_DELETE);
        click(Confirm.YES);
        return this;
    }

    /** What stands in the composer. */
    public String draft() {
        return words(ChatIds.COMPOSER);
    }

    /** The bubbles in view, from top to bottom. */
    public List<Seen> bubbles() {
        return FxHarness.get(this::seen);
    }

    /** Waits until a bubble with exactly this text is in view. */
    public ChatPage awaitMessage(String text) {
        FxHarness.waitFor(
                "the message \"" + text + "\" is in view", () -> find(text).isPresent());
        return this;
    }

    /** Waits until one's own message has come that far, or further. */
    public ChatPage awaitStatus(String text, StatusMark status) {
        FxHarness.waitFor(
                "\"" + text + "\" is " + status.words(),
                () -> find(text)
                        .flatMap(Seen::status)
                        .filter(now -> now == status || (now != StatusMark.FAILED && now.compareTo(status) > 0))
                        .isPresent());
        return this;
    }

    /** Waits until the line below the name says this: "online", "typing". */
    public ChatPage awaitSubtitle(String part) {
        awaitWords(ChatIds.SUBTITLE, part);
        return this;
    }

    /** Waits until nothing is said about whether somebody is there. */
    public ChatPage awaitNoSubtitle() {
        FxHarness.waitFor(
                "nothing is said below the name", () -> words(ChatIds.SUBTITLE).isEmpty());
        return this;
    }

    /** Waits until the banner shows and says this. */
    public ChatPage awaitBanner(String part) {
        awaitWords(DiagIds.BANNER, part);
        return this;
    }

    /** Clicks the banner's button: "Try now", "Use here", "Sign in again". */
    public ChatPage bannerAction() {
        click(DiagIds.BANNER_ACTION);
        return this;
    }

    /** Waits until there is nothing to complain about the network. */
    public ChatPage awaitNoBanner() {
        FxHarness.waitFor("the banner is gone", Duration.ofSeconds(60), () -> !shows(DiagIds.BANNER));
        return this;
    }

    /** Scrolls the timeline to its first loaded row. */
    public ChatPage toTop() {
        FxHarness.run(() -> timeline().scrollTo(0, 0));
        FxHarness.pulse();
        return this;
    }

    /** Scrolls the timeline to its end. */
    public ChatPage toEnd() {
        FxHarness.run(() -> timeline().scrollToEnd());
        FxHarness.pulse();
        return this;
    }

    /** Every message of the conversation, oldest first, read by scrolling from the end to the start. Texts must differ. */
    public List<Seen> everything() {
        toEnd();
        Deque<Seen> all = new ArrayDeque<>();
        Set<String> known = new HashSet<>();
        int quiet = 0;
        while (quiet < QUIET_SCREENS) {
            boolean news = false;
            for (Seen bubble : bubbles().reversed()) {
                if (known.add(bubble.text())) {
                    all.addFirst(bubble);
                    news = true;
                }
            }
            quiet = news ? 0 : quiet + 1;
            FxHarness.run(() -> timeline().scrollBy(-HALF_SCREEN));
            FxHarness.pulse();
        }
        return List.copyOf(all);
    }

    /** Clicks the red mark of a message, reads from the menu why it was not sent, and closes the menu. */
    public String reasonOf(String text) {
        click(failedMark(text));
        FxHarness.waitFor("the menu tells the reason", () -> reason().isPresent());
        String words = FxHarness.get(() -> reason().orElseThrow());
        FxHarness.run(() -> List.copyOf(Window.getWindows()).stream()
                .filter(ContextMenu.class::isInstance)
                .forEach(Window::hide));
        return words;
    }

    /** Sends a message that failed again. */
    public ChatPage retry(String text) {
        return choose(failedMark(text), ChatIds.MENU_RETRY);
    }

    /** Discards a message that failed, and waits until it is gone. */
    public ChatPage discard(String text) {
        choose(failedMark(text), ChatIds.MENU_DISCARD);
        FxHarness.waitFor("\"" + text + "\" is gone", () -> find(text).isEmpty());
        return this;
    }

    /** Waits for the red mark of a message; gives its id. */
    public String failedMark(String text) {
        FxHarness.waitFor("\"" + text + "\" has a red mark", () -> markOf(text).isPresent());
        return FxHarness.get(() -> markOf(text).orElseThrow());
    }

    /** Clicks a message's red mark and chooses from the menu that opens. */
    public ChatPage choose(String markId, String menuItemId) {
        click(markId);
        FxHarness.chooseFromMenu(menuItemId);
        return this;
    }

    public String title() {
        return words(ChatIds.TITLE);
    }

    private AnchoredFlow<?> timeline() {
        return (AnchoredFlow<?>) FxHarness.node(stage(), ChatIds.TIMELINE);
    }

    private Optional<Seen> find(String text) {
        return seen().stream().filter(bubble -> bubble.text().equals(text)).findFirst();
    }

    private List<Seen> seen() {
        return timeline().lookupAll(".bubble-row").stream()
                .filter(node -> node instanceof BubbleRow && node.getId() != null && shown(node))
                .sorted(Comparator.comparingDouble(
                        node -> node.localToScene(0, 0).getY()))
                .map(node -> ((BubbleRow) node)
                        .content()
                        .map(content -> new Seen(node.getAccessibleText(), content.text(), content.status()))
                        .orElseThrow())
                .toList();
    }

    private Optional<BubbleRow> rowOf(String text) {
        return timeline().lookupAll(".bubble-row").stream()
                .filter(node -> node instanceof BubbleRow && node.getId() != null && shown(node))
                .map(BubbleRow.class::cast)
                .filter(row -> row.content()
                        .filter(content -> content.text().equals(text))
                        .isPresent())
                .findFirst();
    }

    private Optional<String> markOf(String text) {
        return timeline().lookupAll(".bubble-row").stream()
                .filter(BubbleRow.class::isInstance)
                .map(BubbleRow.class::cast)
                .filter(row ->
                        row.getId() != null && shown(row) && row.failedMark().isVisible())
                .filter(row -> row.content()
                        .filter(content -> content.text().equals(text))
                        .isPresent())
                .map(row -> row.failedMark().getId())
                .findFirst();
    }

    private static Optional<String> reason() {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(window -> ((ContextMenu) window).getItems().stream())
                .filter(item -> ChatIds.MENU_REASON.equals(item.getId()))
                .map(item -> ((Labeled) ((CustomMenuItem) item).getContent()).getText())
                .findFirst();
    }

    private static boolean shown(Node node) {
        return node.isVisible() && node.getParent() != null && node.getParent().isVisible();
    }
}

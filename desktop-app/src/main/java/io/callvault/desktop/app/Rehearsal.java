package io.callvault.desktop.app;

import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.app.startup.Walk;
import io.callvault.desktop.calltest.ui.CallTestIds;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.diag.ui.DiagIds;
import io.callvault.desktop.fx.AnchoredFlow;
import io.callvault.desktop.settings.ui.SettingsIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the screens that people use first, so that the cache of classes made meanwhile holds what a start needs. */
final class Rehearsal implements Onlooker {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** With the echo of each, a conversation longer than a window is high. */
    private static final int TEXTS = 15;

    private static final List<String> LOOKS = List.of("DARK", "LIGHT", "SYSTEM");

    private final List<Walk.Step> steps;
    private final AtomicBoolean arrived = new AtomicBoolean();

    private Rehearsal(List<Walk.Step> steps) {
        this.steps = steps;
    }

    /** A new profile: signs up, chats with Echo, looks at every page. */
    static Rehearsal firstStart() {
        List<Walk.Step> steps = new ArrayList<>();
        steps.add(type(AccountIds.DISPLAY_NAME, "Ann Rehearsal"));
        steps.add(type(AccountIds.HANDLE, "ann"));
        steps.add(press(AccountIds.SUBMIT));
        steps.add(press(AccountIds.KEY_SAVED));
        steps.add(new Walk.Step(
                "the first conversation",
                node -> node instanceof ListCell<?> cell && isConversation(cell),
                node -> click(node)));
        IntStream.range(0, TEXTS)
                .forEach(i -> steps.addAll(write("Message " + i + " 👍🏽 שלום, long enough to need more"
                        + " than one line of a bubble when the window is as wide as it is at first")));
        steps.add(timeline(5, flow -> {}));
        steps.addAll(pages());
        return new Rehearsal(steps);
    }

    /** The same profile again: the conversation opens by itself. */
    static Rehearsal secondStart() {
        List<Walk.Step> steps = new ArrayList<>();
        steps.add(timeline(5, flow -> flow.scrollBy(-300)));
        steps.add(timeline(1, AnchoredFlow::scrollToEnd));
        steps.addAll(write("I am back"));
        steps.addAll(pages());
        return new Rehearsal(steps);
    }

    private static List<Walk.Step> pages() {
        List<Walk.Step> steps = new ArrayList<>();
        steps.add(press(MainIds.CALLS));
        steps.add(press(MainIds.CONTACTS));
        steps.add(press(MainIds.SETTINGS));
        LOOKS.forEach(look -> steps.add(press(SettingsIds.look(look))));
        steps.add(press(SettingsIds.DETAILS));
        steps.add(press(DiagIds.DETAILS_TEST));
        steps.add(press(CallTestIds.BACK));
        steps.add(press(MainIds.CHATS));
        steps.add(timeline(1, flow -> {}));
        return steps;
    }

    @Override
    public void made(ClientCore core, AppWindow window) {
        var _ = Walk.through(window.stage().getScene(), steps).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("the rehearsal did not come to its end", failure);
            }
            arrived.set(failure == null);
            window.stage().close();
        });
    }

    @Override
    public int closed() {
        return arrived.get() ? 0 : 1;
    }

    private static Predicate<Node> id(String id) {
        return node -> id.equals(node.getId());
    }

    private static Walk.Step press(String id) {
        return new Walk.Step("#" + id, id(id).and(node -> !node.isDisabled()), node -> ((ButtonBase) node).fire());
    }

    private static Walk.Step type(String id, String text) {
        return new Walk.Step("#" + id, id(id), node -> ((TextInputControl) node).setText(text));
    }

    private static List<Walk.Step> write(String text) {
        return List.of(
                type(ChatIds.COMPOSER, text),
                new Walk.Step("#" + ChatIds.COMPOSER, id(ChatIds.COMPOSER), node -> node.fireEvent(enter())));
    }

    private static Walk.Step timeline(int rows, Consumer<AnchoredFlow<?>> then) {
        return new Walk.Step(
                rows + " lines of a conversation",
                node -> node instanceof AnchoredFlow<?> flow && flow.rowsInView() >= rows,
                node -> then.accept((AnchoredFlow<?>) node));
    }

    private static boolean isConversation(ListCell<?> cell) {
        return !cell.isEmpty() && cell.getId() != null && cell.getId().startsWith("conversation-");
    }

    private static KeyEvent enter() {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "\r", "", KeyCode.ENTER, false, false, false, false);
    }

    private static void click(Node node) {
        node.fireEvent(new MouseEvent(
                MouseEvent.MOUSE_CLICKED,
                1,
                1,
                1,
                1,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                null));
    }
}

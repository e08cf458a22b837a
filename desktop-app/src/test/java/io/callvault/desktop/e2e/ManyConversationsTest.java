package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.store.row.IncomingMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand conversations in the real window: they come at once, are found by name, and need no more cells than fit. */
class ManyConversationsTest {

    private static final long SEED = 20261122;
    private static final int CONVERSATIONS = 1_000;
    private static final int MOST_CELLS = 40;

    @TempDir
    private Path folder;

    private LargeProfile profile;
    private List<LargeProfile.Talk> talks = List.of();
    private Stage stage;
    private ConversationListPage list;
    private double opened;

    @BeforeEach
    void open() throws Exception {
        System.out.println("ManyConversationsTest seed " + SEED);
        profile = new LargeProfile(folder, SEED);
        talks = profile.fill(store -> {
            List<LargeProfile.Talk> made = new ArrayList<>();
            for (int i = 0; i < CONVERSATIONS; i++) {
                made.add(profile.talk(store, "Person " + (1000 + i), 4, i % 50 == 0 ? 2 : 0));
            }
            return made;
        });
        profile.start();
        FxHarness.start();
        long begin = System.nanoTime();
        stage = AppWindow.open(profile.client().core(), new FxThread(), profile.server())
                .join()
                .stage();
        list = new ConversationListPage(stage);
        FxHarness.waitFor("all are there", () -> view().getItems().size() >= CONVERSATIONS);
        opened = (System.nanoTime() - begin) / 1e6;
        FxHarness.pulse();
    }

    @AfterEach
    void close() {
        FxHarness.close(stage);
        profile.close();
    }

    private ListView<?> view() {
        return (ListView<?>) stage.getScene().getRoot().lookup("#" + ChatIds.LIST);
    }

    @Test
    void aThousandAreListedFoundAndMovedWithFewCells() {
        assertThat(list.rows()).hasSizeBetween(5, 20).anyMatch(row -> row.startsWith("Person 1999,"));
        List<Double> read = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            long begin = System.nanoTime();
            assertThat(LargeProfile.await(profile.client().core().chat().conversations()))
                    .hasSizeGreaterThanOrEqualTo(CONVERSATIONS);
            read.add((System.nanoTime() - begin) / 1e6);
        }
        Set<Node> cells = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int at = 0; at < CONVERSATIONS; at += 25) {
            int index = at;
            FxHarness.run(() -> view().scrollTo(index));
            FxHarness.pulses(1);
            FxHarness.run(() -> cells.addAll(view().lookupAll(".list-cell")));
        }
        assertThat(cells).hasSizeLessThan(MOST_CELLS);

        List<Double> filtered = new ArrayList<>();
        for (int who = 1100; who < 1107; who++) {
            String name = "person " + who;
            filtered.add(TimelineFigures.until(
                    stage,
                    () -> FxHarness.run(() -> search().setText(name)),
                    () -> view().getItems().size() == 1));
            FxHarness.pulse();
            assertThat(list.rows()).singleElement().asString().startsWith("Person " + who + ",");
        }
        FxHarness.run(() -> search().setText("nobody of that name"));
        FxHarness.pulse();
        assertThat(list.isEmpty()).isTrue();
        FxHarness.run(() -> search().clear());
        FxHarness.run(() -> view().scrollTo(0));
        FxHarness.pulse();

        List<Double> moved = new ArrayList<>();
        for (int i = 300; i < 310; i++) {
            String title = "Person " + (1000 + i);
            LargeProfile.Talk talk = talks.get(i);
            moved.add(TimelineFigures.until(
                    stage, () -> receive(talk, "hello from far below"), () -> first().startsWith(title)));
            assertThat(list.rows().getFirst()).contains("hello from far below");
        }
        assertThat(FxHarness.get(() -> view().lookupAll(".list-cell").size())).isLessThan(MOST_CELLS);
        System.out.printf(
                "FIGURE list of %,d: window with all of them %.0f ms, read %s, %d cells made, filter %s, news on top %s (medians)%n",
                CONVERSATIONS,
                opened,
                TimelineFigures.at(read, 0.5),
                cells.size(),
                TimelineFigures.at(filtered, 0.5),
                TimelineFigures.at(moved, 0.5));
    }

    private TextField search() {
        return (TextField) stage.getScene().getRoot().lookup("#" + ChatIds.SEARCH);
    }

    private String first() {
        return list.rows().getFirst();
    }

    private void receive(LargeProfile.Talk talk, String text) {
        IncomingMessage message = profile.incoming(talk, text);
        LargeProfile.await(
                profile.client().core().store().write(tx -> tx.messages().applyIncoming(message)));
    }
}

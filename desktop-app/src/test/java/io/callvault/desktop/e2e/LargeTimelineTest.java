package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.IncomingMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A conversation of 100,000 messages in the real window on the real, encrypted store: nothing jumps, nothing is lost, nothing grows. */
class LargeTimelineTest {

    private static final long SEED = 20261121;
    private static final int MESSAGES = 100_000;
    /** Rows in memory at most, with the lines between them. */
    private static final int MOST_LINES = 700;

    private static final int MOST_NODES = 80;
    private static final double EXACT = 0.001;

    @TempDir
    private static Path folder;

    private static LargeProfile profile;
    private static LargeProfile.Talk talk;
    private static LargeProfile.Talk small;

    private final List<String> wrong = new ArrayList<>();
    private Stage stage;
    private TimelineWatch watch;

    @BeforeAll
    @Timeout(120)
    static void fill() throws Exception {
        System.out.println("LargeTimelineTest seed " + SEED);
        profile = new LargeProfile(folder, SEED);
        long begin = System.nanoTime();
        talk = profile.fill(store -> profile.talk(store, "Ada Long", MESSAGES, 0));
        small = profile.fill(store -> profile.talk(store, "Sam Short", 10, 0));
        System.out.printf(
                "FIGURE timeline: import %,d messages in %,d ms%n", MESSAGES, (System.nanoTime() - begin) / 1_000_000);
        profile.start();
        FxHarness.start();
    }

    @AfterAll
    static void end() {
        profile.close();
    }

    @BeforeEach
    void open() {
        window();
        ada();
    }

    @AfterEach
    void close() {
        FxHarness.close(stage);
    }

    private void window() {
        stage = AppWindow.open(profile.client().core(), new FxThread(), profile.server())
                .join()
                .stage();
    }

    private ChatPage ada() {
        ChatPage page = new ConversationListPage(stage).open("Ada Long");
        watch = new TimelineWatch(stage, profile::seqOf);
        return page;
    }

    private void awaitShown(long seq) {
        FxHarness.waitFor("message " + seq + " is shown", () -> watch.tops().containsKey(seq));
        FxHarness.pulse();
    }

    private void awaitNewest() {
        awaitShown(talk.size());
        assertThat(FxHarness.get(() -> watch.flow().atEndProperty().get())).isTrue();
    }

    private NavigableMap<Long, Double> tops() {
        return FxHarness.get(watch::tops);
    }

    /** Turns the wheel once a frame until so many messages have passed; compares every frame with the one before. */
    private void wheel(long messages, boolean up) {
        var random = new Random(SEED);
        var before = new TreeMap<Long, Double>();
        double[] moved = {0};
        long from = tops().firstKey();
        Runnable afterLayout = () -> {
            NavigableMap<Long, Double> now = watch.tops();
            compare(before, now, watch.atEdge(up) ? stopped(before, now, moved[0]) : moved[0]);
            moved[0] = 0;
            before.clear();
            before.putAll(now);
        };
        FxHarness.run(() -> stage.getScene().addPostLayoutPulseListener(afterLayout));
        FxHarness.waitFor(messages + " messages have passed", Duration.ofSeconds(60), () -> {
            if (!before.isEmpty() && Math.abs(from - before.firstKey()) >= messages) {
                return true;
            }
            moved[0] = (up ? 1 : -1) * (100 + random.nextInt(20) * 20 + random.nextInt(3) / 3.0);
            watch.wheel(moved[0]);
            return false;
        });
        FxHarness.pulse();
        FxHarness.run(() -> stage.getScene().removePostLayoutPulseListener(afterLayout));
        assertThat(wrong.stream().limit(5)).isEmpty();
    }

    /** The wheel came to the end of what is loaded before the next page did: how far it really went, all rows alike. */
    private static double stopped(NavigableMap<Long, Double> before, NavigableMap<Long, Double> now, double moved) {
        for (Map.Entry<Long, Double> entry : now.entrySet()) {
            Double was = before.get(entry.getKey());
            if (was != null) {
                double went = entry.getValue() - was;
                return Math.abs(went) <= Math.abs(moved) + EXACT && went * moved >= 0 ? went : moved;
            }
        }
        return moved;
    }

    private void compare(NavigableMap<Long, Double> before, NavigableMap<Long, Double> now, double moved) {
        List<Long> order = watch.order();
        for (int i = 1; i < order.size(); i++) {
            if (order.get(i) != order.get(i - 1) + 1) {
                wrong.add("in view " + order);
                break;
            }
        }
        int both = 0;
        for (Map.Entry<Long, Double> entry : now.entrySet()) {
            Double was = before.get(entry.getKey());
            if (was != null) {
                both++;
                double jump = entry.getValue() - was - moved;
                if (Math.abs(jump) > EXACT) {
                    wrong.add("message " + entry.getKey() + " jumped by " + jump + " px");
                }
            }
        }
        if (!before.isEmpty() && both == 0) {
            wrong.add("nothing stayed in view between " + before.keySet() + " and " + now.keySet());
        }
        if (watch.lines() > MOST_LINES || watch.nodes() > MOST_NODES) {
            wrong.add(watch.lines() + " lines, " + watch.nodes() + " nodes");
        }
    }

    @Test
    void scrollsThroughThousandsOfMessagesWithoutAJumpAHoleOrAnotherCell() {
        awaitNewest();
        wheel(3_000, true);
        assertThat(tops().firstKey()).isLessThan(MESSAGES - 2_900);
        assertThat(watch.nodesEver()).isLessThan(MOST_NODES);
        wheel(1_000, false);
        assertThat(watch.nodesEver()).isLessThan(MOST_NODES);
        System.out.printf(
                "FIGURE timeline: 4,000 messages scrolled, %d different nodes, %d lines held%n",
                watch.nodesEver(), FxHarness.get(watch::lines));
        FxHarness.click(stage, ChatIds.JUMP, ".jump-button");
        awaitNewest();
        assertThat(FxHarness.isShown(stage, ChatIds.JUMP)).isFalse();
    }

    @Test
    void homeLoadsOlderPagesAndMovesNothing() {
        awaitNewest();
        for (int page = 0; page < 15; page++) {
            FxHarness.press(stage, ChatIds.TIMELINE, KeyCode.HOME);
            FxHarness.pulses(1);
            var before = tops();
            long first = before.firstKey();
            FxHarness.pulses(4);
            assertThat(tops().get(first))
                    .as("message %d stays where Home has shown it", first)
                    .isCloseTo(before.get(first), within(EXACT));
        }
        assertThat(tops().firstKey()).isLessThan(talk.size() - 500);
        FxHarness.press(stage, ChatIds.TIMELINE, KeyCode.END);
        awaitNewest();
    }

    @Test
    void everythingReadAgainAndThePagingKeysOfTheComposerKeepThePlace() {
        awaitNewest();
        for (int i = 0; i < 120; i++) {
            FxHarness.press(stage, ChatIds.COMPOSER, KeyCode.PAGE_UP);
            FxHarness.pulses(1);
        }
        assertThat(tops().firstKey()).isLessThan(talk.size() - 600);
        var before = tops();
        int lines = FxHarness.get(watch::lines);
        LargeProfile.await(profile.client().core().store().update(tx -> tx.afterCommit(new StoreNews.Reset())));
        FxHarness.waitFor("it was read again", () -> watch.lines() != lines);
        FxHarness.pulse();
        assertThat(tops()).isEqualTo(before);
        wheel(200, true);
        wheel(400, false);
    }

    @Test
    void whatComesInDoesNotMoveAViewThatIsElsewhereButIsCounted() {
        awaitNewest();
        wheel(100, true);
        for (int far = 0; far < 2; far++) {
            var before = tops();
            receive("while you read older messages " + far);
            FxHarness.waitFor("it is counted", () -> jumpCount().equals("1"));
            FxHarness.pulse();
            assertThat(tops()).isEqualTo(before);
            assertThat(FxHarness.isShown(stage, ChatIds.JUMP)).isTrue();
            FxHarness.click(stage, ChatIds.JUMP, ".jump-button");
            awaitNewest();
            FxHarness.waitFor("it is read", () -> jumpCount().equals("0"));
            wheel(700, true);
        }
    }

    @Test
    void anOwnMessageLeadsBackToTheEnd() {
        awaitNewest();
        wheel(800, true);
        ChatPage page = new ChatPage(stage);
        page.send("I am back at the end");
        page.awaitMessage("I am back at the end");
        FxHarness.pulse();
        assertThat(FxHarness.get(() -> watch.flow().atEndProperty().get())).isTrue();
        assertThat(page.bubbles().getLast().text()).isEqualTo("I am back at the end");
        assertThat(tops()).containsKey(talk.size());
    }

    @Test
    void anotherWidthKeepsTheRowThatIsRead() {
        awaitNewest();
        wheel(900, true);
        // The same row through all widths: a wider window brings rows above it into view, which may move.
        long held = FxHarness.get(watch::firstWhole);
        double top = FxHarness.get(() -> watch.topOf(held));
        for (double width : new double[] {700, 1300, 820, 1120}) {
            FxHarness.run(() -> stage.setWidth(width));
            FxHarness.pulses(3);
            assertThat(FxHarness.get(() -> watch.topOf(held)))
                    .as("%d px wide", (int) width)
                    .isCloseTo(top, within(EXACT));
        }
    }

    @Test
    void aRestartOpensAtTheEndAndWithUnreadMessagesAtTheFirstOfThem() throws Exception {
        awaitNewest();
        FxHarness.close(stage);
        profile.start();
        open();
        awaitNewest();
        FxHarness.close(stage);
        profile.client().close();
        long firstNew = talk.size() + 1;
        profile.fill(store -> {
            List<IncomingMessage> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                all.add(profile.incoming(talk, "while you were away " + i));
            }
            return LargeProfile.await(store.update(tx -> {
                for (IncomingMessage each : all) {
                    tx.messages().applyIncoming(each);
                }
            }));
        });
        profile.start();
        open();
        FxHarness.waitForNode(stage, ChatIds.UNREAD_LINE);
        FxHarness.pulse();
        assertThat(tops()).containsKeys(firstNew - 1, firstNew, firstNew + 3);
        FxHarness.click(stage, ChatIds.JUMP, ".jump-button");
        awaitNewest();
    }

    @Test
    void opensAtOnceAndNeedsNoMoreMemoryThanAShortConversation() {
        awaitNewest();
        var figures = new TimelineFigures(stage, watch);
        List<Double> opened = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            figures.open(small.id(), small.size());
            opened.add(figures.open(talk.id(), talk.size()));
        }
        List<Double> pages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            pages.add(figures.press(KeyCode.PAGE_UP));
        }
        List<Double> frames = figures.wheel(400, 120);
        double large = TimelineFigures.heap();
        figures.open(small.id(), small.size());
        double little = TimelineFigures.heap();
        System.out.printf(
                "FIGURE timeline: click to newest bubble %s; PgUp to frame %s; CSS and layout a frame p50 %s p99 %s;"
                        + " heap %.1f MB open and scrolled, %.1f MB with 10 messages%n",
                TimelineFigures.at(opened, 0.5),
                TimelineFigures.at(pages, 0.5),
                TimelineFigures.at(frames, 0.5),
                TimelineFigures.at(frames, 0.99),
                large,
                little);
        assertThat(large - little).as("megabytes for the large conversation").isLessThan(30);
    }

    private void receive(String text) {
        IncomingMessage message = profile.incoming(talk, text);
        LargeProfile.await(
                profile.client().core().store().write(tx -> tx.messages().applyIncoming(message)));
    }

    private String jumpCount() {
        Node badge = stage.getScene().getRoot().lookup("#" + ChatIds.JUMP).lookup(".badge");
        return badge instanceof Label label ? label.getText() : "";
    }
}

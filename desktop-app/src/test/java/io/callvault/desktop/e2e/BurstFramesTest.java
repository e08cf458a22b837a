package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.store.Done;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.row.IncomingMessage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 messages come while their conversation is open: all are there, in order, and the window goes on drawing. */
class BurstFramesTest {

    private static final long SEED = 20261122;
    private static final int BURST = 10_000;
    /** Events that the sync applies in one transaction. */
    private static final int TOGETHER = 25;

    private static final int MOST_LINES = 700;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private LargeProfile profile;
    private LargeProfile.Talk talk;
    private Stage stage;
    private TimelineWatch watch;

    @BeforeEach
    void open() throws Exception {
        System.out.println("BurstFramesTest seed " + SEED);
        profile = new LargeProfile(folder, SEED);
        talk = profile.fill(store -> profile.talk(store, "Ada Burst", 200, 0));
        profile.start();
        FxHarness.start();
        stage = AppWindow.open(profile.client().core(), new FxThread(), profile.server())
                .join()
                .stage();
        new ConversationListPage(stage).open("Ada Burst");
        watch = new TimelineWatch(stage, profile::seqOf);
        FxHarness.waitFor("the newest is shown", () -> watch.tops().containsKey(talk.size()));
    }

    @AfterEach
    void close() {
        FxHarness.close(stage);
        profile.close();
    }

    @Test
    void tenThousandMessagesAreDrawnOnceAFrameAndEndInOrder() {
        List<IncomingMessage> burst = new ArrayList<>(BURST);
        for (int i = 0; i < BURST; i++) {
            burst.add(profile.incoming(talk, "burst " + i));
        }
        var frames = new Frames();
        FxHarness.run(frames::start);
        long begin = System.nanoTime();
        apply(profile.client().core().store(), burst);
        long stored = System.nanoTime();
        FxHarness.waitFor(
                "the last one is shown",
                Duration.ofSeconds(60),
                () -> watch.tops().containsKey(talk.size()));
        long shown = System.nanoTime();
        FxHarness.run(frames::stop);
        FxHarness.pulse();
        System.out.println("FIGURE burst of " + BURST + ": stored in " + (stored - begin) / 1_000_000
                + " ms, last one on screen " + (shown - stored) / 1_000_000 + " ms later; " + frames.words());
        NavigableMap<Long, Double> tops = FxHarness.get(watch::tops);
        assertThat(tops.lastKey()).isEqualTo(talk.size());
        assertThat(tops.lastKey() - tops.firstKey()).as("no hole in view").isEqualTo(tops.size() - 1L);
        assertThat(FxHarness.get(watch::order)).isSorted();
        assertThat(FxHarness.get(() -> watch.flow().atEndProperty().get())).isTrue();
        assertThat(FxHarness.get(watch::lines)).as("lines in memory").isLessThan(MOST_LINES);
        assertThat(frames.count()).as("frames while it came").isPositive();
    }

    private static void apply(Store store, List<IncomingMessage> burst) {
        List<CompletionStage<Done>> running = new ArrayList<>();
        for (int from = 0; from < burst.size(); from += TOGETHER) {
            List<IncomingMessage> some = burst.subList(from, Math.min(burst.size(), from + TOGETHER));
            running.add(store.update(tx -> {
                for (IncomingMessage each : some) {
                    tx.messages().applyIncoming(each);
                }
            }));
        }
        running.forEach(LargeProfile::await);
    }

    /** When each frame came. FX thread, but for what is asked afterwards. */
    private static final class Frames extends AnimationTimer {
        private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        private final List<Long> times = new ArrayList<>();
        private final List<Long> work = new ArrayList<>();
        private final AtomicBoolean running = new AtomicBoolean();

        @Override
        public void start() {
            running.set(true);
            super.start();
        }

        @Override
        public void handle(long now) {
            if (running.get()) {
                times.add(System.nanoTime());
                work.add(cpu.getCurrentThreadCpuTime());
            }
        }

        @Override
        public void stop() {
            running.set(false);
            super.stop();
        }

        int count() {
            return times.size();
        }

        /** Frames a second: on the whole, and in the slowest second. */
        String words() {
            List<Double> gaps = new ArrayList<>();
            List<Double> busy = new ArrayList<>();
            int slowest = Integer.MAX_VALUE;
            int from = 0;
            for (int i = 1; i < times.size(); i++) {
                gaps.add((times.get(i) - times.get(i - 1)) / 1e6);
                busy.add((work.get(i) - work.get(i - 1)) / 1e6);
                while (times.get(i) - times.get(from) > SECOND) {
                    from++;
                }
                if (times.get(i) - times.getFirst() > SECOND) {
                    slowest = Math.min(slowest, i - from);
                }
            }
            double seconds = (times.getLast() - times.getFirst()) / 1e9;
            return String.format(
                    Locale.ROOT,
                    "%.1f frames/s, %s in the slowest second; between frames p50 %s p99 %s most %s;"
                            + " the FX thread's own work a frame p50 %s p99 %s most %s",
                    (times.size() - 1) / seconds,
                    slowest == Integer.MAX_VALUE ? "(shorter than one)" : slowest,
                    TimelineFigures.at(gaps, 0.5),
                    TimelineFigures.at(gaps, 0.99),
                    TimelineFigures.at(gaps, 1),
                    TimelineFigures.at(busy, 0.5),
                    TimelineFigures.at(busy, 0.99),
                    TimelineFigures.at(busy, 1));
        }
    }
}

package io.callvault.desktop.bench;

import io.callvault.desktop.call.ui.Scene720;
import io.callvault.desktop.call.ui.video.VideoPane;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.Theme;
import io.callvault.rtc.VideoSink;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * What it costs to draw the other side's pictures: 1280 × 720, 30 a second, in a window of the usual size. Two series of the same length
 * one after the other, the pictures alone and the pictures drawn; the figure is the difference of the process's CPU time.
 */
final class CallDrawBench {
    private static final int FPS = 30;
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final double WIDTH = 960;
    private static final double HEIGHT = 640;

    private final Consumer<String> out;
    private final List<Scene720> loop = IntStream.range(0, 12)
            .mapToObj(step -> Scene720.of(1280, 720, step * 3, new Color(150, 170, 180), new Color(70, 95, 140)))
            .toList();

    CallDrawBench(Consumer<String> out) {
        this.out = out;
    }

    /** @param runs series of each kind; the medians are told */
    void run(int runs) throws Exception {
        if (System.getenv("DISPLAY") == null && System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        FxHarness.start();
        List<Double> alone = new ArrayList<>();
        List<Double> drawn = new ArrayList<>();
        List<Long> frames = new ArrayList<>();
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            ByteBuffer memory = ByteBuffer.allocateDirect(1280 * 720 * 4);
            alone.add(share(picture -> picture.toBgra(memory.clear())));
            VideoPane pane = FxHarness.get(() -> new VideoPane(new FxThread(), VideoPane.Fit.WHOLE));
            Stage stage = FxHarness.show(() -> new StackPane(pane), WIDTH, HEIGHT, Theme.Choice.DARK);
            drawn.add(share(pane));
            FxHarness.pulse();
            frames.add(FxHarness.get(pane::drawn));
            late.add(pane.replaced());
            FxHarness.close(stage);
        }
        out.accept(String.format(
                Locale.ROOT,
                "call-draw  720p30 for %d s: drawing %.1f %% of a core beyond the pictures themselves (%.1f %%);"
                        + " %d of %d drawn, %d replaced by a newer one (medians of %d runs; %s, %s)",
                LENGTH.toSeconds(),
                middle(drawn) - middle(alone),
                middle(alone),
                middle(frames),
                FPS * LENGTH.toSeconds(),
                middle(late),
                runs,
                System.getProperty("glass.platform", "the system's windows"),
                System.getProperty("prism.order", "the system's pipeline")));
    }

    /** Per cent of a core that the process uses while pictures go there. */
    private double share(VideoSink sink) throws Exception {
        var next = new AtomicInteger();
        try (ScheduledExecutorService decoder = Executors.newSingleThreadScheduledExecutor()) {
            Duration before = cpu();
            long start = System.nanoTime();
            Future<?> pictures = decoder.scheduleAtFixedRate(
                    () -> sink.show(loop.get(next.getAndIncrement() % loop.size())),
                    0,
                    1_000_000_000L / FPS,
                    TimeUnit.NANOSECONDS);
            Future<?> end = decoder.schedule(() -> pictures.cancel(false), LENGTH.toMillis(), TimeUnit.MILLISECONDS);
            end.get(LENGTH.toSeconds() * 3, TimeUnit.SECONDS);
            return 100.0 * cpu().minus(before).toNanos() / (System.nanoTime() - start);
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static <T extends Comparable<T>> T middle(List<T> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}

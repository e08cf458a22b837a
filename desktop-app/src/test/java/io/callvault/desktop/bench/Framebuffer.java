package io.callvault.desktop.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The pixels of a virtual display as Xvfb keeps them in a file ({@code -fbdir}): an XWD header of 32-bit words, most significant byte
 * first, a table of colours, then rows of 32-bit pixels. So that "something is drawn" means the same for every program.
 */
final class Framebuffer {

    /** Every eighth pixel of every eighth row: reading them takes about 0.1 ms. */
    private static final int STEP = 8;

    /** A window that is drawn, and not only mapped: it covers something, and it has text or pictures. */
    private static final double LEAST_SHARE = 0.05;

    private static final int LEAST_COLOURS = 16;
    private static final int LOOK_EVERY_MS = 4;

    private static final int HEADER_SIZE = 0;
    private static final int WIDTH = 4;
    private static final int HEIGHT = 5;
    private static final int BYTES_PER_LINE = 12;
    private static final int COLOURS = 19;
    private static final int COLOUR_BYTES = 12;

    private final Path file;

    Framebuffer(Path file) {
        this.file = file;
    }

    /** Watches until something is drawn: its epoch milliseconds. Cancel it to stop. */
    CompletableFuture<Long> drawn() throws IOException {
        ByteBuffer pixels = map();
        CompletableFuture<Long> moment = new CompletableFuture<>();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "bench-screen");
            made.setDaemon(true);
            return made;
        });
        var _ = watch.scheduleWithFixedDelay(
                () -> {
                    if (isDrawn(pixels)) {
                        moment.complete(System.currentTimeMillis());
                    }
                },
                0,
                LOOK_EVERY_MS,
                TimeUnit.MILLISECONDS);
        var _ = moment.whenComplete((done, cancelled) -> watch.shutdownNow());
        return moment;
    }

    /** Whether something is drawn now. */
    boolean isDrawn() throws IOException {
        return isDrawn(map());
    }

    private ByteBuffer map() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MappedByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return all.order(ByteOrder.BIG_ENDIAN);
        }
    }

    static boolean isDrawn(ByteBuffer xwd) {
        int width = xwd.getInt(WIDTH * 4);
        int height = xwd.getInt(HEIGHT * 4);
        int line = xwd.getInt(BYTES_PER_LINE * 4);
        int begin = xwd.getInt(HEADER_SIZE * 4) + xwd.getInt(COLOURS * 4) * COLOUR_BYTES;
        Set<Integer> colours = new HashSet<>();
        int covered = 0;
        int looked = 0;
        for (int y = 0; y < height; y += STEP) {
            for (int x = 0; x < width; x += STEP) {
                // The three colour bytes, in whatever order: only whether they differ counts.
                int pixel = xwd.getInt(begin + y * line + x * 4) & 0xffffff00;
                looked++;
                if (pixel != 0) {
                    covered++;
                    if (colours.size() < LEAST_COLOURS) {
                        colours.add(pixel);
                    }
                }
            }
        }
        return covered >= looked * LEAST_SHARE && colours.size() >= LEAST_COLOURS;
    }
}

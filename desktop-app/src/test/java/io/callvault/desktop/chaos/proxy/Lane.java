package io.callvault.desktop.chaos.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * One direction of a connection: writes units, badly. Used by the one thread that reads the direction, and by the timer that lets
 * a swapped unit go when nothing follows it.
 */
final class Lane {

    /** A unit that is to come after the next one waits for it no longer than this. */
    private static final Duration LONGEST_SWAP = Duration.ofMillis(200);

    private static final int MOST_PIECES = 8;

    private final Sky sky;
    private final Random random;
    private final OutputStream out;
    private Optional<byte[]> held = Optional.empty();
    private long swaps;

    /** What the caller must do after a unit. */
    enum After {
        GO_ON,
        RESET,
        SWALLOW
    }

    Lane(Sky sky, Random random, OutputStream out) {
        this.sky = sky;
        this.random = random;
        this.out = out;
    }

    /** A unit that may suffer. */
    After carry(byte[] unit) throws IOException {
        Weather weather = sky.now();
        Fate fate = Fate.draw(weather, random);
        if (fate != Fate.PASS) {
            sky.count(fate);
        }
        switch (fate) {
            case PASS -> write(unit, false);
            case DROP -> {
                return After.GO_ON;
            }
            case DUPLICATE -> {
                write(unit, false);
                write(unit, false);
            }
            case REORDER -> hold(unit);
            case DELAY -> {
                sky.pause(Duration.ofMillis(Fate.delayMs(random)));
                write(unit, false);
            }
            case SLICE -> write(unit, true);
            case RESET -> {
                return After.RESET;
            }
            case HOLE -> {
                return After.SWALLOW;
            }
        }
        return After.GO_ON;
    }

    /** A unit that must stay where it is. */
    synchronized void write(byte[] unit, boolean sliced) throws IOException {
        if (sliced) {
            slices(unit);
        } else {
            out.write(unit);
            out.flush();
        }
        if (held.isPresent()) {
            byte[] late = held.get();
            held = Optional.empty();
            out.write(late);
            out.flush();
        }
        sky.throttle(unit.length);
    }

    private synchronized void hold(byte[] unit) throws IOException {
        if (held.isPresent()) {
            write(unit, false);
            return;
        }
        held = Optional.of(unit);
        long swap = ++swaps;
        Thread.ofVirtual().start(() -> letGo(swap));
    }

    private void letGo(long swap) {
        sky.pause(LONGEST_SWAP);
        synchronized (this) {
            if (swap == swaps && held.isPresent()) {
                byte[] unit = held.get();
                held = Optional.empty();
                try {
                    out.write(unit);
                    out.flush();
                } catch (IOException e) {
                    sky.ended(e);
                }
            }
        }
    }

    private void slices(byte[] unit) throws IOException {
        int pieces = Math.min(unit.length, 2 + random.nextInt(MOST_PIECES));
        int from = 0;
        for (int piece = 1; piece <= pieces; piece++) {
            int to = piece == pieces ? unit.length : unit.length * piece / pieces;
            out.write(unit, from, to - from);
            out.flush();
            sky.pause(Duration.ofMillis(1));
            from = to;
        }
    }
}

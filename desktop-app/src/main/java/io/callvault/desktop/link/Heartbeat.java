package io.callvault.desktop.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Asks for signs of life on an open connection; when nothing was heard for two heartbeats it is dead (PROTOCOL.md, "restart,
 * reconnect"), wherever between two of them it died. Lives on the loop.
 */
final class Heartbeat {

    /** What the heart does to the connection. */
    interface Pulse {

        /** Send a ping. */
        void ask();

        /** The last one was not answered, nor was anything else heard. */
        void missed();

        /**
         * Nobody is there.
         *
         * @param probed whether somebody wanted to know at once
         */
        void dead(boolean probed);
    }

    private static final int MOST_SILENT = 2;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Each pause is 80 to 100 % of the interval, so that clients who came together do not beat together. */
    private static final double JITTER = 0.2;

    private final Loop loop;
    private final RandomGenerator random;
    private final Pulse pulse;
    private long intervalNanos;
    private long heardNanos;
    private boolean answered = true;
    private Loop.Timer next = () -> {};
    private Loop.Timer probe = () -> {};

    /**
     * @param interval as agreed with the server; below one second it is one second
     */
    Heartbeat(Loop loop, Duration interval, RandomGenerator random, Pulse pulse) {
        this.loop = loop;
        this.random = random;
        this.pulse = pulse;
        this.intervalNanos = nanos(interval);
        this.heardNanos = loop.nanoTime();
    }

    void start() {
        next = loop.schedule(pause(), this::beat);
    }

    void stop() {
        next.cancel();
        probe.cancel();
    }

    /** Another interval from now on; asks at once, which tells the server. */
    void pace(Duration interval) {
        intervalNanos = nanos(interval);
        next.cancel();
        heardNanos = loop.nanoTime();
        ask();
    }

    /** Some frame came. */
    void sawLife() {
        heardNanos = loop.nanoTime();
        answered = true;
        probe.cancel();
    }

    /** Asks now and waits no longer than this for anything at all. */
    void probe(Duration limit) {
        next.cancel();
        probe.cancel();
        probe = loop.schedule(limit, () -> pulse.dead(true));
        ask();
    }

    private void beat() {
        if (!answered) {
            pulse.missed();
        }
        if (loop.nanoTime() - heardNanos >= MOST_SILENT * intervalNanos) {
            pulse.dead(false);
        } else {
            ask();
        }
    }

    private void ask() {
        answered = false;
        next = loop.schedule(pause(), this::beat);
        pulse.ask();
    }

    /** Never beyond the moment at which the silence is too long. */
    private Duration pause() {
        long jittered = (long) (intervalNanos * (1 - JITTER * random.nextDouble()));
        long left = heardNanos + MOST_SILENT * intervalNanos - loop.nanoTime();
        return Duration.ofNanos(Math.max(0, Math.min(jittered, left)));
    }

    private static long nanos(Duration interval) {
        return Math.max(SHORTEST.toNanos(), interval.toNanos());
    }
}

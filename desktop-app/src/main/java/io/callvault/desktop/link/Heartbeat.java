package io.callvault.desktop.link;

import java.time.Duration;

/**
 * Asks for signs of life on an open connection; two asked in vain mean that it is dead (PROTOCOL.md, "restart, reconnect").
 * Lives on the loop.
 */
final class Heartbeat {

    private static final int MAX_MISSED = 2;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Loop loop;
    private final Duration interval;
    private final Runnable ask;
    private final Runnable dead;
    private Loop.Timer next = () -> {};
    private int missed;
    private boolean waiting;

    /**
     * @param interval as the server says; below one second it is one second
     * @param ask sends a ping
     * @param dead ends the connection
     */
    Heartbeat(Loop loop, Duration interval, Runnable ask, Runnable dead) {
        this.loop = loop;
        this.interval = interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval;
        this.ask = ask;
        this.dead = dead;
    }

    void start() {
        next = loop.schedule(interval, this::beat);
    }

    void stop() {
        next.cancel();
    }

    /** Some frame came. */
    void sawLife() {
        missed = 0;
    }

    /** The pong came. */
    void answered() {
        waiting = false;
    }

    /** Asks now and waits no longer than this. */
    void probe(Duration limit) {
        next.cancel();
        missed = MAX_MISSED - 1;
        waiting = true;
        ask.run();
        next = loop.schedule(limit, this::beat);
    }

    private void beat() {
        if (waiting && ++missed >= MAX_MISSED) {
            dead.run();
            return;
        }
        waiting = true;
        ask.run();
        next = loop.schedule(interval, this::beat);
    }
}

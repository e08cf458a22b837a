package io.callvault.signaling.session;

import io.callvault.model.wire.Frame;

/**
 * Whether a client still lives, at the pace it chose: silent, or out of reach, for two of its heartbeats is gone (PROTOCOL.md,
 * "restart, reconnect"). Pure; times are nanoseconds of one monotonic clock. Belongs to the event loop.
 */
final class Pulse {

    /** What to do at a beat. */
    enum Verdict {
        /** Tell the client that the server lives. */
        PING,
        /** Not yet: the client chose a slower pace. */
        REST,
        /** Close the connection. */
        GONE
    }

    private final long activeMs;
    private long heard;
    private long reachable;
    private long pinged;
    private Frame.Mode mode = Frame.Mode.ACTIVE;

    /** @param activeMs time between heartbeats in {@link Frame.Mode#ACTIVE}, milliseconds */
    Pulse(long activeMs, long now) {
        this.activeMs = activeMs;
        this.heard = now;
        this.reachable = now;
        this.pinged = now;
    }

    void heard(long now) {
        heard = now;
    }

    void pace(Frame.Mode chosen) {
        mode = chosen;
    }

    /** Call it every {@code activeMs}. */
    Verdict beat(long now, Link.Ears ears) {
        if (ears == Link.Ears.WAITING) {
            heard = now;
        }
        if (ears != Link.Ears.NONE) {
            reachable = now;
        }
        long paceMs = mode.heartbeatMs(activeMs);
        if (ms(now - heard) > 2 * paceMs || ms(now - reachable) > 2 * paceMs) {
            return Verdict.GONE;
        }
        // Half a beat of tolerance: timers come a little early or late.
        if (ms(now - pinged) + activeMs / 2 < paceMs) {
            return Verdict.REST;
        }
        pinged = now;
        return Verdict.PING;
    }

    private static long ms(long nanos) {
        return nanos / 1_000_000;
    }
}

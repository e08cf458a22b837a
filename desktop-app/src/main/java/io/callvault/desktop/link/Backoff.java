package io.callvault.desktop.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before trying again: 1, 2, 4 … 30 s with full jitter (PROTOCOL.md, "restart, reconnect"). Pure. */
public final class Backoff {

    /** The longest wait. */
    public static final Duration MAX = Duration.ofSeconds(30);

    private Backoff() {}

    /**
     * @param failures attempts that failed in a row before this wait, from 1; below 1 means no wait
     * @return evenly spread over 0 to the attempt's limit, so that clients of one server do not come back together
     */
    public static Duration delay(int failures, RandomGenerator random) {
        if (failures < 1) {
            return Duration.ZERO;
        }
        long limitMs = Math.min(MAX.toMillis(), 1000L << Math.min(failures - 1, 10));
        return Duration.ofMillis(random.nextLong(limitMs + 1));
    }
}

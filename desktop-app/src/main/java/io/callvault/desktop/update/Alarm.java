package io.callvault.desktop.update;

import io.callvault.desktop.link.Loop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Wakes once, at a time of the clock: looked at now and then, because a timer does not count the time a laptop sleeps. On the loop. */
final class Alarm {

    private static final Duration LOOK_EVERY = Duration.ofMinutes(15);

    private final Loop loop;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Runnable wake;
    private Loop.Timer timer = () -> {};
    private long dueMs;

    Alarm(Loop loop, InstantSource clock, RandomGenerator random, Runnable wake) {
        this.loop = loop;
        this.clock = clock;
        this.random = random;
        this.wake = wake;
    }

    /** Wakes after that time, and up to {@code spread} later; no other time counts any more. */
    void after(Duration wait, Duration spread) {
        dueMs = clock.millis() + wait.toMillis() + random.nextLong(spread.toMillis() + 1);
        watch();
    }

    void cancel() {
        timer.cancel();
    }

    private void watch() {
        timer.cancel();
        long left = Math.clamp(dueMs - clock.millis(), 0, LOOK_EVERY.toMillis());
        timer = loop.schedule(Duration.ofMillis(left), () -> {
            if (clock.millis() >= dueMs) {
                wake.run();
            } else {
                watch();
            }
        });
    }
}

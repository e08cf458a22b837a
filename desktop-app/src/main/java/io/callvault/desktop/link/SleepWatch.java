package io.callvault.desktop.link;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the computer, or this process, slept: a timer of one second comes much later than it should by either clock. Both
 * are needed, because a monotonic clock stands still while a computer is suspended on some systems and goes on upon others. A
 * wall clock that somebody moves looks the same and costs one probe. Lives on the loop.
 */
public final class SleepWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SleepWatch.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** A busy machine is late, too, but not by so much. */
    private static final Duration LATE = Duration.ofSeconds(3);

    private final Loop loop;
    private final InstantSource wall;
    private final Runnable woke;
    private long lastNanos;
    private long lastMillis;
    private boolean over;
    private Loop.Timer next = () -> {};

    /**
     * @param wall the computer's clock
     * @param woke called on the loop within a second of waking up
     */
    public SleepWatch(Loop loop, InstantSource wall, Runnable woke) {
        this.loop = loop;
        this.wall = wall;
        this.woke = woke;
    }

    /** Any thread. */
    public void start() {
        loop.execute(this::rest);
    }

    /** Any thread. */
    @Override
    public void close() {
        loop.execute(() -> {
            over = true;
            next.cancel();
        });
    }

    private void rest() {
        if (!over) {
            lastNanos = loop.nanoTime();
            lastMillis = wall.millis();
            next = loop.schedule(TICK, this::tick);
        }
    }

    private void tick() {
        Duration byNanos = Duration.ofNanos(loop.nanoTime() - lastNanos);
        Duration byWall = Duration.ofMillis(wall.millis() - lastMillis);
        Duration slept = byNanos.compareTo(byWall) > 0 ? byNanos : byWall;
        if (slept.compareTo(TICK.plus(LATE)) > 0) {
            LOG.info("slept for about {} s", slept.toSeconds());
            woke.run();
        }
        rest();
    }
}

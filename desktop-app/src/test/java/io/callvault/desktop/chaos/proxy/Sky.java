package io.callvault.desktop.chaos.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The weather above one entrance, and what it has done so far. Any thread. */
final class Sky {

    private static final Logger LOG = LoggerFactory.getLogger(Sky.class);
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Fate, Long> counts = new ConcurrentHashMap<>();
    private volatile Weather weather = Weather.FAIR;
    private final AtomicLong streams = new AtomicLong();
    private long changes;

    Weather now() {
        return weather;
    }

    /** Also ends every pause: better weather comes at once. */
    void set(Weather next) {
        lock.lock();
        try {
            weather = next;
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until the weather changes. */
    void pause(Duration length) {
        lock.lock();
        try {
            long before = changes;
            long left = length.toNanos();
            while (left > 0 && changes == before) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the time that so many bytes need on a slow line. */
    void throttle(int bytes) {
        int rate = weather.slowReader();
        if (rate > 0) {
            pause(Duration.ofNanos(bytes * NANOS / rate));
        }
    }

    /** An event stream was opened. */
    void stream() {
        streams.incrementAndGet();
    }

    long streams() {
        return streams.get();
    }

    void count(Fate fate) {
        counts.merge(fate, 1L, Long::sum);
    }

    Map<Fate, Long> counts() {
        return Map.copyOf(counts);
    }

    /** Connections end all the time here; why is only of interest to who looks for it. */
    void ended(IOException e) {
        LOG.debug("a connection ended: {}", e.toString());
    }
}

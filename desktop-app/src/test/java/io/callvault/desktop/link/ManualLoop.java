package io.callvault.desktop.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A loop that runs only when told, on the caller's thread, with a clock that only moves when told. */
public final class ManualLoop implements Loop {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timed> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timed::atNanos).thenComparingLong(Timed::number));
    private long now;
    private long numbers;

    private record Timed(long atNanos, long number, Runnable task) {}

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public synchronized Timer schedule(Duration delay, Runnable task) {
        Timed timed = new Timed(now + delay.toNanos(), numbers++, task);
        timers.add(timed);
        return () -> {
            synchronized (this) {
                timers.remove(timed);
            }
        };
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    /** Runs what was given, and what that gives, until nothing is left to do now. */
    public void runAll() {
        for (Runnable task = poll(); task != null; task = poll()) {
            task.run();
        }
    }

    /** Lets time pass; timers run in their order. */
    public void advance(Duration duration) {
        runAll();
        long until = nanoTime() + duration.toNanos();
        while (true) {
            Timed next;
            synchronized (this) {
                next = timers.peek();
                if (next == null || next.atNanos() > until) {
                    now = until;
                    break;
                }
                timers.remove(next);
                now = Math.max(now, next.atNanos());
            }
            next.task().run();
            runAll();
        }
    }

    /** Lets time pass without anybody noticing, then runs what is due: a computer that slept. */
    public void oversleep(Duration duration) {
        synchronized (this) {
            now += duration.toNanos();
        }
        advance(Duration.ZERO);
    }

    /** Whether nothing is left to do now. */
    public synchronized boolean idle() {
        return tasks.isEmpty();
    }
    /** How many timers wait. */
    public synchronized int waiting() {
        return timers.size();
    }

    private synchronized @Nullable Runnable poll() {
        return tasks.poll();
    }
}

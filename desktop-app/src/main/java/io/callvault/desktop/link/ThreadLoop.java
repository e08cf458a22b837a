package io.callvault.desktop.link;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Loop} on one daemon thread. A task that throws is logged, and the loop goes on. */
public final class ThreadLoop implements Loop, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);
    private static final long CLOSE_SECONDS = 5;

    /** How often a clock that may jump is looked at. */
    private static final long TICK_NANOS = 10_000_000;

    private final ScheduledThreadPoolExecutor executor;
    private final LongSupplier clock;
    private final boolean mayJump;

    /**
     * @param name the thread's name, for example {@code cv-sync}
     */
    public ThreadLoop(String name) {
        this(name, System::nanoTime, false);
    }

    /**
     * A loop whose timers follow another clock, also when it jumps.
     *
     * @param clock monotonic nanoseconds
     */
    public static ThreadLoop following(String name, LongSupplier clock) {
        return new ThreadLoop(name, clock, true);
    }

    private ThreadLoop(String name, LongSupplier clock, boolean mayJump) {
        this.clock = clock;
        this.mayJump = mayJump;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        if (mayJump) {
            Watch watch = new Watch(nanoTime() + delay.toNanos(), task);
            watch.again();
            return () -> watch.cancelled = true;
        }
        Future<?> future = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** A timer that looks at the clock every few milliseconds. */
    private final class Watch {

        private final long dueNanos;
        private final Runnable task;
        private volatile boolean cancelled;

        Watch(long dueNanos, Runnable task) {
            this.dueNanos = dueNanos;
            this.task = guarded(task);
        }

        void again() {
            long left = Math.clamp(dueNanos - nanoTime(), 0, TICK_NANOS);
            var _ = executor.schedule(this::look, left, TimeUnit.NANOSECONDS);
        }

        private void look() {
            if (cancelled) {
                return;
            }
            if (dueNanos - nanoTime() > 0) {
                again();
            } else {
                task.run();
            }
        }
    }

    @Override
    public long nanoTime() {
        return clock.getAsLong();
    }

    /** Runs what was already given, drops timers, and waits at most 5 s. Never interrupts: a task may be in the store. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a background task is still running after {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a background task failed", e);
            }
        };
    }
}

package io.callvault.rtc.webrtc;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that makes the native calls of a peer and tells its listener. Bounded; any thread may hand it work. */
final class PeerThread {
    private static final Logger log = LoggerFactory.getLogger(PeerThread.class);

    /** Far more than a call can have waiting: what fills this is no call. */
    private static final int MOST_WAITING = 4_096;

    private final String name;
    private final ScheduledThreadPoolExecutor executor;
    private volatile boolean ending;

    PeerThread(String name) {
        this.name = name;
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Runs it after what was handed over before; drops it when the peer ends, or is flooded. */
    void run(Runnable task) {
        if (ending) {
            return;
        }
        if (executor.getQueue().size() >= MOST_WAITING) {
            log.warn("{} is flooded: something was dropped", name);
            return;
        }
        hand(() -> executor.execute(untilTheEnd(task)));
    }

    /** Runs it again and again until the end. */
    void every(Duration pause, Runnable task) {
        hand(() -> {
            Future<?> _ = executor.scheduleWithFixedDelay(
                    untilTheEnd(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    /** Runs it once, then. */
    void after(Duration pause, Runnable task) {
        hand(() -> {
            Future<?> _ = executor.schedule(untilTheEnd(task), pause.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    /** Runs it once, as the last; what waits is dropped. */
    synchronized void runLast(Runnable task) {
        if (ending) {
            return;
        }
        ending = true;
        executor.execute(guarded(task));
        executor.shutdown();
    }

    /** Whether it has ended within that time. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Another thread may end it meanwhile. */
    private void hand(Runnable step) {
        try {
            step.run();
        } catch (RejectedExecutionException e) {
            log.debug("{} has ended", name, e);
        }
    }

    private Runnable untilTheEnd(Runnable task) {
        return guarded(() -> {
            if (!ending) {
                task.run();
            }
        });
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("{}: a step failed", name, e);
            }
        };
    }
}

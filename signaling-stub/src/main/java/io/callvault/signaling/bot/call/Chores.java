package io.callvault.signaling.bot.call;

import io.callvault.signaling.store.Interrupts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread with a list of chores, in order; one that fails is logged and the rest goes on. Any thread. */
final class Chores {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final ScheduledThreadPoolExecutor thread;

    Chores(String name) {
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        // What is planned for later does not keep it from ending.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** What comes after the end is dropped. */
    void later(Runnable chore, long afterMs) {
        try {
            var _ = thread.schedule(() -> carryOut(chore), afterMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("a chore after the end");
        }
    }

    void every(Runnable chore, long everyMs) {
        var _ = thread.scheduleWithFixedDelay(() -> carryOut(chore), everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    private static void carryOut(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            LOG.error("a chore failed", e);
        }
    }

    /** Does the last one and waits for it; whatever else waits is dropped. */
    void close(Runnable last) {
        try {
            CompletableFuture.runAsync(() -> carryOut(last), thread).join();
        } catch (RejectedExecutionException before) {
            LOG.debug("ended before");
        }
        Interrupts.close(thread);
    }
}

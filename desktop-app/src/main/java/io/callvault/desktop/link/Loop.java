package io.callvault.desktop.link;

import java.time.Duration;

/**
 * One thread that runs tasks in order, with timers and a monotonic clock. Tests replace it by one with a clock of its own.
 * Callable from any thread; tasks given after the end are dropped.
 */
public interface Loop {

    void execute(Runnable task);

    /** Runs the task on the loop after the delay, unless cancelled before. */
    Timer schedule(Duration delay, Runnable task);

    /** Monotonic nanoseconds; only differences mean anything. */
    long nanoTime();

    /** A task that waits for its time. */
    interface Timer {
        void cancel();
    }
}

package io.callvault.signaling.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waiting that outlives interrupts: an interrupted thread inside H2 would close the file for everybody (DESIGN.md, store). */
public final class Interrupts {

    /** Something that waits. */
    interface Wait<T> {
        T await() throws InterruptedException;
    }

    private Interrupts() {}

    /**
     * Lets the executor finish what it has and waits for that. {@link ExecutorService#close()} would interrupt its threads in the
     * middle of a read if the caller were interrupted.
     */
    public static void close(ExecutorService executor) {
        executor.shutdown();
        while (!calmly(() -> executor.awaitTermination(1, TimeUnit.DAYS))) {}
    }

    static <T> T calmly(Wait<T> wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

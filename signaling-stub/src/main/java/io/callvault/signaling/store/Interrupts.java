package io.callvault.signaling.store;

/** Waiting that outlives interrupts: an interrupted thread inside H2 would close the file for everybody (DESIGN.md, store). */
final class Interrupts {

    /** Something that waits. */
    interface Wait<T> {
        T await() throws InterruptedException;
    }

    private Interrupts() {}

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

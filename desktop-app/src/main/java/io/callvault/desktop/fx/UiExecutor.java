package io.callvault.desktop.fx;

import java.util.concurrent.Executor;

/**
 * The way onto the user-interface thread, for everything that lives elsewhere. Tasks run one at a time and in the order in which they were
 * handed over. View models get one injected, so that their tests can run everything inline ({@code Runnable::run}-like).
 */
public interface UiExecutor extends Executor {
    /** Whether the calling thread is the user-interface thread. */
    boolean isUi();

    /** Runs once before the next frame is laid out: what is drawn anew at most once a frame belongs here. */
    default void beforeFrame(Runnable task) {
        execute(task);
    }

    /** Runs now if this is the user-interface thread already, later otherwise. */
    default void run(Runnable task) {
        if (isUi()) {
            task.run();
        } else {
            execute(task);
        }
    }
}

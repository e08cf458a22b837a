package io.callvault.desktop.calltest.run;

import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.TestRun;
import java.util.concurrent.CompletableFuture;

/** Runs call tests for a window. Any thread; returns at once. */
@FunctionalInterface
public interface CallTests {

    /** Begins one; the listener hears on its threads. */
    Running start(TestListener listener);

    /** One that is under way. */
    interface Running {

        /** Completes on a thread of the test; exceptionally only by our own error. */
        CompletableFuture<TestRun> result();

        /** Ends it early; its result comes at once, with what was found. */
        void cancel();
    }
}

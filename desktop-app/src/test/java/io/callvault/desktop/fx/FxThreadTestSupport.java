package io.callvault.desktop.fx;

import java.util.function.Consumer;

/** Watches what reaches the FX thread's uncaught-exception handler. */
final class FxThreadTestSupport {
    private FxThreadTestSupport() {}

    static void catchUncaught(Consumer<Throwable> seen, Runnable action) {
        Thread fx = FxHarness.fxThread();
        var before = fx.getUncaughtExceptionHandler();
        fx.setUncaughtExceptionHandler((thread, e) -> seen.accept(e));
        try {
            action.run();
        } finally {
            fx.setUncaughtExceptionHandler(before);
        }
    }
}

package io.callvault.architecture.violations.habits;

import java.time.Duration;

/** Waits for time to pass instead of for a condition. */
public final class Sleeps {
    void pause() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(1));
    }
}

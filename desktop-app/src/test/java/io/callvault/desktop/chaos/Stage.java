package io.callvault.desktop.chaos;

import java.time.Duration;

/** What a scene plays upon. */
record Stage(Cast cast, Backend backend, Ledger ledger) {

    /** Lets so much time go by. */
    void pause(long millis) {
        ledger.await(Duration.ofMillis(millis), () -> false);
    }
}

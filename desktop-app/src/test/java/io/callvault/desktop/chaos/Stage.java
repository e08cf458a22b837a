package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.oracle.Finding;
import io.callvault.desktop.chaos.proxy.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scene plays upon.
 *
 * @param fair the weather when nothing is wrong, which for some transports is not quite fair
 * @param findings what scenes saw and must not have
 */
record Stage(Cast cast, Backend backend, Ledger ledger, Weather fair, List<Finding> findings) {

    private static final Duration DRAIN = Duration.ofSeconds(20);

    Stage(Cast cast, Backend backend, Ledger ledger, Weather fair) {
        this(cast, backend, ledger, fair, new ArrayList<>());
    }

    /** Lets so much time go by. */
    void pause(long millis) {
        ledger.await(Duration.ofMillis(millis), () -> false);
    }

    /** Waits until most of what was told stored is acknowledged; whether it came so far. */
    boolean drain(int most) {
        return ledger.await(DRAIN, () -> ledger.backlog() <= most);
    }

    void conduct(Device device, String what) {
        findings.add(new Finding(Finding.Rule.CONDUCT, device.name(), "-", what));
    }
}

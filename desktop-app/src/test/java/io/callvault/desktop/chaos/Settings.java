package io.callvault.desktop.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run is to be.
 *
 * @param quietWithin how long the devices may take to come to rest
 * @param work where everything is kept while it runs
 */
record Settings(
        long seed,
        int messages,
        List<Fault> faults,
        Transport transport,
        Broken broken,
        Duration quietWithin,
        Path work) {

    /** From the issue. */
    static final Duration QUIET = Duration.ofSeconds(60);

    /** Which transports the network lets through. */
    enum Transport {
        AUTO,
        WS,
        SSE,
        POLL
    }

    /**
     * Guarantees left out on purpose; for the oracle's own test. Names separated by commas, or {@code -}.
     */
    record Broken(String server, String client) {

        static final Broken NOTHING = new Broken("-", "-");
    }

    Settings {
        faults = List.copyOf(faults);
    }

    String replay() {
        String names = faults.size() == Fault.values().length
                ? "all"
                : faults.isEmpty() ? "none" : faults.stream().map(Fault::option).collect(Collectors.joining(","));
        return "./callvault chaos --seed " + seed + " --messages " + messages + " --faults " + names + " --transport "
                + Fault.plain(transport);
    }
}

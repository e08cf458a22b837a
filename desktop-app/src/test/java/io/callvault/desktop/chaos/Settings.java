package io.callvault.desktop.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run is to be.
 *
 * @param transport {@code auto}, {@code ws}, {@code sse} or {@code poll}
 * @param work where everything is kept while it runs
 */
record Settings(long seed, int messages, List<Fault> faults, String transport, Path work) {

    String replay() {
        String names = faults.size() == Fault.values().length
                ? "all"
                : faults.isEmpty() ? "none" : faults.stream().map(Fault::option).collect(Collectors.joining(","));
        return "./callvault chaos --seed " + seed + " --messages " + messages + " --faults " + names + " --transport "
                + transport;
    }
}

package io.callvault.rtc.webrtc;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What the process holds in memory, natives included. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Memory() {}

    /** Resident, in MB, after a collection; empty where the system does not tell (not Linux). */
    static OptionalDouble residentMb() throws IOException {
        if (!Files.exists(STATUS)) {
            return OptionalDouble.empty();
        }
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                .findFirst();
    }

    /** Of {@link #residentMb} what is not Java's own: heap, code and classes grow in their own time. */
    static OptionalDouble nativeMb() throws IOException {
        OptionalDouble resident = residentMb();
        MemoryMXBean java = ManagementFactory.getMemoryMXBean();
        double own = (java.getHeapMemoryUsage().getCommitted()
                        + java.getNonHeapMemoryUsage().getCommitted())
                / (1_024.0 * 1_024.0);
        return resident.isEmpty() ? resident : OptionalDouble.of(resident.getAsDouble() - own);
    }
}

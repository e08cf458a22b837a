package io.callvault.desktop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The memory of other processes, from Linux's {@code /proc}. */
final class Memory {

    private Memory() {}

    /** MiB resident of a process and all its children; what they share is counted for each of them. Empty on other systems. */
    static Optional<Double> of(ProcessHandle process) {
        double kib = Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> kib(each.pid()))
                .sum();
        return kib > 0 ? Optional.of(kib / 1024) : Optional.empty();
    }

    private static long kib(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}

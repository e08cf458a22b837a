package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.oracle.Dump;
import io.callvault.desktop.chaos.oracle.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run came to; written as JSON.
 *
 * @param replay the command that plays the same plan again
 * @param attempted A: how many texts were asked for
 * @param stored how many were told to be in an outbox
 * @param acknowledged K: how many were told acknowledged
 * @param received rows of the chats on all devices together
 * @param failed texts that are marked as not sent
 * @param latencyMs p50, p90, p99 and max from the wish to the row on another device, while nothing was wrong
 * @param done how often each thing was done, to processes and to units of the line
 * @param findings what is wrong
 */
record Verdict(
        boolean passed,
        long seed,
        String replay,
        int attempted,
        int stored,
        int acknowledged,
        int received,
        int failed,
        Map<String, Double> latencyMs,
        Map<String, Long> done,
        Times times,
        List<Finding> findings) {

    private static final int MOST_SHOWN = 20;

    /**
     * Milliseconds.
     *
     * @param quiet from the end of the last fault until every device was at rest
     * @param slowestOpen the longest that a profile took to open
     * @param whole the run
     */
    record Times(long quiet, long slowestOpen, long whole) {}

    static Verdict of(
            Settings settings,
            Ledger ledger,
            List<Dump> devices,
            Set<String> rooms,
            Map<String, Long> done,
            Times times,
            List<Finding> findings) {
        List<Dump.Row> rows = devices.stream()
                .flatMap(device -> device.rooms().stream())
                .filter(room -> rooms.contains(room.id()))
                .flatMap(room -> room.rows().stream())
                .toList();
        return new Verdict(
                findings.isEmpty(),
                settings.seed(),
                settings.replay(),
                ledger.attempted().values().stream().mapToInt(List::size).sum(),
                ledger.storedCount(),
                ledger.acknowledgedCount(),
                (int) rows.stream().filter(row -> row.seq() > 0).count(),
                (int) rows.stream()
                        .filter(row -> row.standing() == Dump.Standing.FAILED)
                        .count(),
                Percentiles.of(ledger.latencies()),
                done,
                times,
                List.copyOf(findings));
    }

    /** For people. */
    String summary() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%s  seed %d: %d texts asked for, %d told stored, %d acknowledged, %d rows received, %d failed visibly%n",
                passed ? "PASS" : "FAIL", seed, attempted, stored, acknowledged, received, failed));
        text.append(String.format(
                "      %.1f s in all, at rest %.1f s after healing, slowest profile opened in %d ms%n",
                times.whole() / 1_000.0, times.quiet() / 1_000.0, times.slowestOpen()));
        text.append("      to another device's store while all was well, ms: ")
                .append(latencyMs)
                .append('\n');
        text.append("      done: ").append(done).append('\n');
        for (Finding finding : findings.subList(0, Math.min(MOST_SHOWN, findings.size()))) {
            text.append("  ").append(finding).append('\n');
        }
        if (findings.size() > MOST_SHOWN) {
            text.append("  … and ").append(findings.size() - MOST_SHOWN).append(" more\n");
        }
        if (!passed) {
            text.append("  again: ").append(replay).append('\n');
        }
        return text.toString();
    }
}

package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.oracle.Finding;
import java.util.List;
import java.util.Map;

/**
 * What a run came to; written as JSON.
 *
 * @param replay the command that plays the same plan again
 * @param attempted A: how many texts were asked for
 * @param stored how many were told to be in an outbox
 * @param acknowledged K: how many were told acknowledged
 * @param received rows of chats on all devices together
 * @param failed texts that are marked as not sent
 * @param latencyMs p50, p90, p99 and max from the wish to the row on another device, while nothing was wrong
 * @param faults how often each thing was done, to processes and to units of the line
 * @param quietMs from the end of the last fault until every device was at rest
 * @param slowestOpenMs the longest that a profile took to open
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
        Map<String, Long> faults,
        long quietMs,
        long slowestOpenMs,
        long tookMs,
        List<String> devices,
        List<Finding> findings) {

    private static final int MOST_SHOWN = 20;

    /** For people. */
    String summary() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%s  seed %d, %d asked, %d stored, %d acknowledged, %d rows received, %d failed visibly%n",
                passed ? "PASS" : "FAIL", seed, attempted, stored, acknowledged, received, failed));
        text.append(String.format(
                "      took %.1f s, quiet %.1f s after healing, slowest profile opened in %d ms%n",
                tookMs / 1_000.0, quietMs / 1_000.0, slowestOpenMs));
        text.append("      latency while calm, ms: ").append(latencyMs).append('\n');
        text.append("      done to it: ").append(faults).append('\n');
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

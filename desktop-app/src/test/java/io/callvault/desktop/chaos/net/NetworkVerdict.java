package io.callvault.desktop.chaos.net;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run through the networks came to; written as JSON.
 *
 * @param skipped why nothing was tried; empty if it was
 * @param replay the command that does the same again
 */
public record NetworkVerdict(boolean passed, String skipped, long seed, String replay, List<Outcome> networks) {

    /**
     * One network.
     *
     * @param path the pair of addresses in use on the caller's side; empty if none
     * @param figures milliseconds unless the name says otherwise
     * @param finding what is wrong; empty if nothing
     */
    public record Outcome(String name, boolean passed, String path, Map<String, Double> figures, String finding) {}

    /** For people. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        if (!skipped.isEmpty()) {
            return "SKIPPED  " + skipped + "\n";
        }
        text.append(passed ? "PASS" : "FAIL")
                .append("  calls through ")
                .append(networks.size())
                .append(" networks\n");
        for (Outcome one : networks) {
            text.append(String.format(
                    "  %-4s %-22s %s %s%n",
                    one.passed() ? "ok" : "FAIL", one.name(), new TreeMap<>(one.figures()), one.path()));
            if (!one.finding().isEmpty()) {
                text.append("       ").append(one.finding()).append('\n');
            }
        }
        if (!passed) {
            text.append("  again: ").append(replay).append('\n');
        }
        return text.toString();
    }
}

package io.callvault.desktop.calltest;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a run comes to.
 *
 * @param mark never {@link Mark#SKIPPED}
 * @param code of the finding that decides
 * @param stage the step that decides; empty if all is well
 * @param sentence what it means for a call
 * @param remedy what helps; empty where there is nothing to do
 * @param broken titles of the steps that our own errors kept from a judgement: never counted against the network
 */
public record Verdict(
        Mark mark, String code, Optional<Step> stage, String sentence, String remedy, List<String> broken) {

    /** A relay that is reached some other way makes this one's absence bearable. */
    public static final String UDP_BLOCKED = "udp_blocked";

    public static final String RELAYS_DOWN = "relays_down";

    /** Judges the results of a run; pure. */
    public static Verdict of(List<StepResult> results) {
        List<String> broken = results.stream()
                .filter(marked(Mark.BROKEN))
                .map(result -> result.step().title())
                .toList();
        return relays(results, broken)
                .or(() -> first(results, Mark.FAIL, broken))
                .or(() -> first(results, Mark.BROKEN, broken))
                .or(() -> first(results, Mark.WARN, broken))
                .orElseGet(() -> new Verdict(
                        Mark.PASS, Outcome.OK, Optional.empty(), "Everything that was tried works.", "", broken));
    }

    /**
     * What the relay steps say together, unless something more basic failed before: UDP alone blocked is bearable, and all of
     * them silent is one finding, not three.
     */
    private static Optional<Verdict> relays(List<StepResult> results, List<String> broken) {
        List<StepResult> failed = results.stream().filter(marked(Mark.FAIL)).toList();
        boolean onlyPaths = failed.stream()
                .allMatch(result -> switch (result.step().group()) {
                    case STUN, TURN, ICE, CALL -> true;
                    default -> false;
                });
        List<StepResult> relays = results.stream()
                .filter(result -> result.step().group() == Step.Group.TURN)
                .filter(marked(Mark.SKIPPED).negate())
                .toList();
        List<StepResult> silent = relays.stream().filter(marked(Mark.FAIL)).toList();
        if (!onlyPaths || silent.isEmpty()) {
            return Optional.empty();
        }
        if (silent.size() == relays.size()) {
            StepResult one = silent.getFirst();
            return Optional.of(new Verdict(
                    Mark.FAIL,
                    silent.size() == 1 ? one.outcome().code() : RELAYS_DOWN,
                    Optional.of(one.step()),
                    "No relay can be reached: calls fail wherever the two ends cannot reach each other directly. "
                            + one.outcome().said(),
                    one.outcome().remedy(),
                    broken));
        }
        boolean callsWork = failed.stream()
                .allMatch(result -> result.step().group() == Step.Group.TURN
                        || result.step().group() == Step.Group.STUN);
        if (!callsWork) {
            return Optional.empty();
        }
        boolean onlyUdp = silent.stream().allMatch(result -> result.step().equals(Steps.TURN_UDP));
        StepResult one = silent.getFirst();
        return Optional.of(
                onlyUdp
                        ? new Verdict(
                                Mark.WARN,
                                UDP_BLOCKED,
                                Optional.of(Steps.TURN_UDP),
                                "UDP does not get through; calls go through a relay over TCP or TLS, with more delay.",
                                "Ask whoever runs the network to let UDP through to the relay (port 3478, and 49152 to"
                                        + " 65535).",
                                broken)
                        : new Verdict(
                                Mark.WARN,
                                one.outcome().code(),
                                Optional.of(one.step()),
                                "Calls work, but not every way to the relay does. "
                                        + one.step().title() + ": "
                                        + one.outcome().said(),
                                one.outcome().remedy(),
                                broken));
    }

    private static Optional<Verdict> first(List<StepResult> results, Mark mark, List<String> broken) {
        return results.stream()
                .filter(marked(mark))
                .findFirst()
                .map(result -> new Verdict(
                        mark,
                        result.outcome().code(),
                        Optional.of(result.step()),
                        result.step().title() + ": " + result.outcome().said(),
                        result.outcome().remedy(),
                        broken));
    }

    private static Predicate<StepResult> marked(Mark mark) {
        return result -> result.outcome().mark() == mark;
    }
}

package io.callvault.desktop.calltest;

import java.util.Optional;

/**
 * What a step found.
 *
 * @param code stable name of the finding, lower-case letters, digits and underscores, for example {@code udp_blocked}
 * @param said one sentence: what was found
 * @param measure the figure it was judged by
 * @param remedy what to do about it; empty where there is nothing to do
 * @param cause of {@link Mark#BROKEN}: our own error; else empty
 */
public record Outcome(Mark mark, String code, String said, Optional<Measure> measure, String remedy, String cause) {

    /** The code of whatever is as it should be. */
    public static final String OK = "ok";

    /**
     * A figure and its bounds.
     *
     * @param unit for example {@code ms}
     * @param threshold what it is held against, in words: {@code at most 150}
     */
    public record Measure(double value, String unit, String threshold) {}

    public static Outcome pass(String said) {
        return new Outcome(Mark.PASS, OK, said, Optional.empty(), "", "");
    }

    public static Outcome warn(String code, String said, String remedy) {
        return new Outcome(Mark.WARN, code, said, Optional.empty(), remedy, "");
    }

    public static Outcome fail(String code, String said, String remedy) {
        return new Outcome(Mark.FAIL, code, said, Optional.empty(), remedy, "");
    }

    public static Outcome skipped(String said) {
        return new Outcome(Mark.SKIPPED, "skipped", said, Optional.empty(), "", "");
    }

    /** @param cause our own error, for whoever mends it */
    public static Outcome broken(String code, String said, String cause) {
        return new Outcome(
                Mark.BROKEN,
                code,
                said,
                Optional.empty(),
                "Run the test again; if it breaks again, send the report to support.",
                cause);
    }

    /** The same with its figure. */
    public Outcome with(double value, String unit, String threshold) {
        return new Outcome(mark, code, said, Optional.of(new Measure(value, unit, threshold)), remedy, cause);
    }

    /** Held against two bounds: a figure that should be small. */
    public static Outcome atMost(Bounds bounds, double value, String said) {
        return judged(bounds, value, said, value <= bounds.good(), value <= bounds.bearable(), "at most ");
    }

    /** Held against two bounds: a figure that should be large. */
    public static Outcome atLeast(Bounds bounds, double value, String said) {
        return judged(bounds, value, said, value >= bounds.good(), value >= bounds.bearable(), "at least ");
    }

    /**
     * What a figure is held against.
     *
     * @param code of a finding beyond {@code good}
     * @param good up to here it passes
     * @param bearable up to here it is a warning
     */
    public record Bounds(String code, String unit, double good, double bearable, String remedy) {}

    private static Outcome judged(
            Bounds bounds, double value, String said, boolean good, boolean bearable, String word) {
        Outcome outcome = good
                ? pass(said)
                : bearable ? warn(bounds.code(), said, bounds.remedy()) : fail(bounds.code(), said, bounds.remedy());
        return outcome.with(value, bounds.unit(), word + number(bounds.good()));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}

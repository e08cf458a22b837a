package io.callvault.desktop.calltest.report;

import io.callvault.desktop.calltest.CallTrace;
import io.callvault.desktop.calltest.Figures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report as a value; its field names, in snake case, are a promise (docs/calltest.md). Text is as it came: whoever writes it
 * into a page escapes it.
 *
 * @param schema {@value #SCHEMA}
 * @param masked whether addresses and names were taken out
 * @param runId the same in every copy of this run's report
 * @param startedAt ISO 8601, UTC, this computer's clock
 * @param about versions and system
 * @param switches what was asked for
 * @param sync state of messages and connection; empty without an account
 */
public record ReportDocument(
        String schema,
        boolean masked,
        String runId,
        String startedAt,
        long tookMs,
        String server,
        Map<String, String> about,
        Map<String, String> switches,
        VerdictPart verdict,
        List<StepPart> steps,
        List<Pair> devices,
        List<CandidatePart> candidates,
        Optional<CallPart> call,
        List<Pair> sync,
        Optional<RepeatPart> repeats,
        List<ChangePart> changes) {

    public static final String SCHEMA = "callvault.calltest/1";

    /**
     * @param mark pass, warn, fail or broken
     * @param failingStage id of the step that decides; empty if all is well
     * @param broken what our own errors kept from a judgement
     */
    public record VerdictPart(
            String mark, String code, String failingStage, String sentence, String remedy, List<String> broken) {}

    /**
     * @param value of {@code unit}, held against {@code threshold}
     * @param cause our own error, of a broken step
     */
    public record StepPart(
            String id,
            String title,
            String group,
            String mark,
            String code,
            String said,
            Optional<Double> value,
            String unit,
            String threshold,
            String remedy,
            String cause,
            long startedMs,
            long tookMs) {}

    /** A name and its value. */
    public record Pair(String name, String value) {}

    /** One address that ICE found. */
    public record CandidatePart(String type, String protocol, String address) {}

    /**
     * @param statistics by name: round_trip_ms, loss_in_percent, loss_out_percent, jitter_ms, audio_in_kbps, audio_out_kbps,
     *     video_in_kbps, video_out_kbps, video_in_fps, mos
     */
    public record CallPart(
            String callIdHash,
            String role,
            String with,
            boolean relayOnly,
            String endReason,
            Optional<CallTrace.PathUsed> path,
            List<CallTrace.Moment> timeline,
            Map<String, Figures> statistics,
            List<CallTrace.Second> seconds) {}

    /** Several runs together. */
    public record RepeatPart(int runs, Map<String, Integer> verdicts, List<RepeatLine> steps) {}

    /** One step over several runs. */
    public record RepeatLine(
            String id, String title, Map<String, Integer> marks, Optional<Figures> figures, String unit) {}

    /**
     * What is not as it was in the run that this one is held against.
     *
     * @param better whether it improved
     */
    public record ChangePart(String id, String title, String before, String now, boolean better) {}
}

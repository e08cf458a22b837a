package io.callvault.desktop.calltest;

import java.util.List;
import java.util.Optional;

/**
 * One run and all that came of it.
 *
 * @param runId 16 hex digits, random
 * @param startedMs this computer's clock, Unix milliseconds
 * @param tookMs until the verdict
 */
public record TestRun(
        String runId,
        long startedMs,
        long tookMs,
        CallTestOptions options,
        List<StepResult> results,
        Evidence evidence,
        Verdict verdict) {

    /** What a step found. */
    public Optional<StepResult> result(Step step) {
        return results.stream().filter(one -> one.step().equals(step)).findFirst();
    }
}

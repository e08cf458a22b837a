package io.callvault.desktop.calltest;

/**
 * A step and what it found.
 *
 * @param startedMs since the start of the run
 * @param tookMs until its outcome
 */
public record StepResult(Step step, Outcome outcome, long startedMs, long tookMs) {}

package io.callvault.desktop.calltest.run;

import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.StepResult;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.TestRun;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Call tests that a test plays step by step. */
public final class FakeCallTests implements CallTests {
    private volatile Optional<TestListener> listener = Optional.empty();
    private volatile CompletableFuture<TestRun> result = new CompletableFuture<>();
    private volatile boolean cancelled;

    @Override
    public Running start(TestListener hears) {
        listener = Optional.of(hears);
        CompletableFuture<TestRun> made = new CompletableFuture<>();
        result = made;
        cancelled = false;
        return new Running() {
            @Override
            public CompletableFuture<TestRun> result() {
                return made;
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        };
    }

    public boolean started() {
        return listener.isPresent();
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** These steps begin. */
    public void begin(List<Step> steps) {
        steps.forEach(step -> listener.ifPresent(hears -> hears.started(step)));
    }

    /** These steps have their outcomes. */
    public void end(List<StepResult> results) {
        results.forEach(one -> listener.ifPresent(hears -> hears.finished(one)));
    }

    /** It is over. */
    public void over(TestRun run) {
        end(run.results());
        result.complete(run);
    }
}

package io.callvault.desktop.calltest;

/** Hears how a run goes, one call at a time, on threads of the run; must return quickly. */
public interface TestListener {

    /** Every step is told once, before its result; one that is skipped too. */
    void started(Step step);

    void finished(StepResult result);

    /** Hears nothing. */
    TestListener SILENT = new TestListener() {
        @Override
        public void started(Step step) {}

        @Override
        public void finished(StepResult result) {}
    };
}

package io.callvault.desktop.calltest;

import java.time.Duration;
import java.util.List;

/**
 * Work that gives one or more steps their outcomes.
 *
 * @param needs ids of steps without whose success there is nothing to try
 * @param behind ids of steps that it only waits for, so as not to disturb them
 * @param limit how long it may take; what has no outcome by then is broken: the work has limits of its own for what it waits for
 */
public record Job(List<Step> steps, List<String> needs, List<String> behind, Duration limit, Work work) {

    /** What is done. */
    @FunctionalInterface
    public interface Work {

        /**
         * Runs on a thread of its own, which is interrupted when its time is over.
         *
         * @throws Exception our own error: steps without an outcome are broken by it
         */
        void run(Desk desk) throws Exception;

        /** Whether the work itself tells which of its steps begins; else all of them begin with it. */
        default boolean stepwise() {
            return false;
        }
    }

    /** Takes what is found. Any thread; a second outcome of a step is dropped. */
    public interface Desk {

        /** Work on this step begins now; told by stepwise work alone. */
        default void start(String step) {}

        void finish(String step, Outcome outcome);
    }

    public static Job of(Step step, Duration limit, Work work, String... needs) {
        return new Job(List.of(step), List.of(needs), List.of(), limit, work);
    }

    /** The same, not before these steps have ended. */
    public Job behind(String... steps) {
        return new Job(this.steps, needs, List.of(steps), limit, work);
    }
}

package io.callvault.desktop.calltest.run;

import io.callvault.desktop.calltest.Figures;
import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.TestRun;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What several runs come to, step by step.
 *
 * @param runs how many
 * @param marks how many of them had which verdict
 */
public record Aggregate(int runs, Map<Mark, Integer> marks, List<Line> lines) {

    /** One step over all runs. */
    public record Line(Step step, Map<Mark, Integer> marks, Optional<Figures> figures, String unit) {}

    /** Of at least one run. */
    public static Aggregate of(List<TestRun> runs) {
        Map<Mark, Integer> verdicts = new EnumMap<>(Mark.class);
        runs.forEach(run -> verdicts.merge(run.verdict().mark(), 1, Integer::sum));
        List<Line> lines =
                CallTest.steps().stream().map(step -> line(step, runs)).toList();
        return new Aggregate(runs.size(), verdicts, lines);
    }

    private static Line line(Step step, List<TestRun> runs) {
        List<Outcome> outcomes = runs.stream()
                .flatMap(run -> run.result(step).stream())
                .map(result -> result.outcome())
                .toList();
        Map<Mark, Integer> marks = new EnumMap<>(Mark.class);
        outcomes.forEach(outcome -> marks.merge(outcome.mark(), 1, Integer::sum));
        List<Outcome.Measure> measures =
                outcomes.stream().flatMap(outcome -> outcome.measure().stream()).toList();
        return new Line(
                step,
                marks,
                Figures.of(measures.stream().map(Outcome.Measure::value).toList()),
                measures.stream().map(Outcome.Measure::unit).findFirst().orElse(""));
    }
}

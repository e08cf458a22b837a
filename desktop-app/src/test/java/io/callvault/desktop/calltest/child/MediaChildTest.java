package io.callvault.desktop.calltest.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Evidence;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Runner;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.media.MediaJobs;
import io.callvault.model.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A child process that dies at a step breaks that step, and the next one goes on with the rest. */
@Timeout(60)
class MediaChildTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    @Test
    void aCrashIsALineOfTheReportAndTheRestIsTestedAll() {
        Map<Step, Outcome> found = run(DyingChild.class);
        assertThat(found.get(Steps.MICROPHONE))
                .satisfies(outcome -> assertThat(outcome.mark()).isEqualTo(Mark.BROKEN))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo("media_crashed"))
                .satisfies(outcome -> assertThat(outcome.cause()).contains("exit code 134", "last words"));
        assertThat(found.entrySet())
                .filteredOn(entry -> !entry.getKey().equals(Steps.MICROPHONE))
                .hasSize(MediaJobs.STEPS.size() - 1)
                .allSatisfy(entry -> assertThat(entry.getValue().mark()).isEqualTo(Mark.PASS));
    }

    @Test
    void aChildThatNeverBeginsBreaksAllItsSteps() {
        assertThat(run(StillbornChild.class).values())
                .hasSize(MediaJobs.STEPS.size())
                .allSatisfy(outcome -> assertThat(outcome.code()).isEqualTo("media_crashed"));
    }

    private static Map<Step, Outcome> run(Class<?> child) {
        ChildCommand command = new ChildCommand(
                MediaChild.here().orElseThrow().java(),
                System.getProperty("java.class.path"),
                child.getName(),
                List.of("-Xshare:auto"));
        MediaChild work =
                new MediaChild(CallTestOptions.of("http://127.0.0.1:1"), List::of, (Evidence evidence) -> {}, command);
        return new Runner(
                        List.of(new Job(MediaJobs.STEPS, List.of(), List.of(), LIMIT, work)),
                        LIMIT,
                        TestListener.SILENT)
                .run().stream().collect(Collectors.toMap(result -> result.step(), result -> result.outcome()));
    }

    /** Passes every step, but dies of the microphone if it is asked to try it. */
    public static final class DyingChild {
        public static void main(String[] arguments) throws Exception {
            ChildOrder order = order();
            for (Step step : MediaJobs.STEPS) {
                if (order.without().contains(step.id())) {
                    continue;
                }
                System.out.println("something that natives print");
                System.out.println(ChildLine.started(step.id()).write());
                if (step.equals(Steps.MICROPHONE)) {
                    System.err.println("last words");
                    System.err.flush();
                    System.out.flush();
                    Runtime.getRuntime().halt(134);
                }
                System.out.println(
                        ChildLine.finished(step.id(), Outcome.pass("Fine.")).write());
            }
        }
    }

    /** Does not even read its order. */
    public static final class StillbornChild {
        public static void main(String[] arguments) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static ChildOrder order() throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) {
            throw new IOException("no order");
        }
        return Json.read(line, ChildOrder.class);
    }
}

package io.callvault.desktop.calltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunnerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    private final TestListener listener = new TestListener() {
        @Override
        public void started(Step step) {
            told.add("> " + step.id());
        }

        @Override
        public void finished(StepResult result) {
            told.add(result.step().id() + " " + result.outcome().mark());
        }
    };

    @Test
    void independentStepsRunSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        assertThat(run(
                        LONG,
                        Job.of(Steps.SERVER, LONG, desk -> meet(both, desk, "server")),
                        Job.of(Steps.STUN, LONG, desk -> meet(both, desk, "stun"))))
                .containsExactly("server PASS", "stun PASS");
    }

    private static void meet(CountDownLatch both, Job.Desk desk, String step) throws InterruptedException {
        both.countDown();
        boolean met = both.await(10, TimeUnit.SECONDS);
        desk.finish(step, met ? Outcome.pass("Met.") : Outcome.fail("alone", "Nobody came.", ""));
    }

    @Test
    void whatNeedsAFailedStepIsSkippedAndSaysWhy() {
        List<StepResult> results = new Runner(
                        List.of(
                                Job.of(
                                        Steps.SERVER,
                                        LONG,
                                        desk -> desk.finish("server", Outcome.fail("gone", "No.", ""))),
                                passing(Steps.GUEST, "server"),
                                passing(Steps.WEBSOCKET, "guest")),
                        LONG,
                        listener)
                .run();
        assertThat(results)
                .extracting(result -> result.outcome().mark())
                .containsExactly(Mark.FAIL, Mark.SKIPPED, Mark.SKIPPED);
        assertThat(results.get(1).outcome().said()).contains(Steps.SERVER.title());
    }

    @Test
    void whatOnlyWaitsGoesOnAfterAFailure() {
        assertThat(run(
                        LONG,
                        Job.of(Steps.SERVER, LONG, desk -> desk.finish("server", Outcome.fail("gone", "No.", ""))),
                        passing(Steps.DOWN).behind("server")))
                .containsExactly("server FAIL", "bandwidth-down PASS");
        assertThat(told.indexOf("> bandwidth-down")).isGreaterThan(told.indexOf("server FAIL"));
    }

    @Test
    void ourOwnErrorIsBrokenNeverFailed() {
        List<StepResult> results = new Runner(
                        List.of(Job.of(Steps.STUN, LONG, desk -> {
                            throw new IllegalStateException("planted");
                        })),
                        LONG,
                        listener)
                .run();
        assertThat(results.getFirst().outcome().mark()).isEqualTo(Mark.BROKEN);
        assertThat(results.getFirst().outcome().cause()).contains("planted");
    }

    @Test
    void workThatNeverEndsIsBrokenAtItsLimitAndTheRestGoesOn() {
        assertThat(run(LONG, Job.of(Steps.STUN, SHORT, desk -> forEver()), passing(Steps.SERVER)))
                .containsExactly("stun BROKEN", "server PASS");
    }

    @Test
    void theWholeRunHasALimitAndEveryStepAnOutcome() {
        assertThat(run(
                        SHORT,
                        Job.of(Steps.STUN, LONG, desk -> forEver()),
                        passing(Steps.DOWN).behind("stun")))
                .first()
                .isEqualTo("stun BROKEN");
        assertThat(told).contains("stun BROKEN").hasSize(4);
    }

    @Test
    void workThatForgetsAStepLeavesItBroken() {
        assertThat(run(LONG, Job.of(Steps.STUN, LONG, desk -> {}))).containsExactly("stun BROKEN");
    }

    @Test
    void theFirstOutcomeCounts() {
        assertThat(run(LONG, Job.of(Steps.STUN, LONG, desk -> {
                    desk.finish("stun", Outcome.pass("first"));
                    desk.finish("stun", Outcome.fail("second", "", ""));
                })))
                .containsExactly("stun PASS");
        assertThat(told).containsExactly("> stun", "stun PASS");
    }

    private List<String> run(Duration limit, Job... jobs) {
        return new Runner(List.of(jobs), limit, listener)
                .run().stream()
                        .map(result ->
                                result.step().id() + " " + result.outcome().mark())
                        .toList();
    }

    private static Job passing(Step step, String... needs) {
        return Job.of(step, LONG, desk -> desk.finish(step.id(), Outcome.pass("Fine.")), needs);
    }

    private static void forEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}

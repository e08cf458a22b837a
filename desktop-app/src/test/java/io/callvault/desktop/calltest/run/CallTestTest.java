package io.callvault.desktop.calltest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Evidence;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Runner;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.StepResult;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.media.MediaJobs;
import io.callvault.desktop.calltest.media.ScriptedMedia;
import io.callvault.desktop.calltest.turn.FakeRelay;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.scripted.ScriptedEngine;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import io.callvault.signaling.turn.TurnServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs against a real server; the relay and the media engine are scripted, so that each fault can be set. */
@Timeout(90)
class CallTestTest {
    private static final String ROOM = "k3JbQ0vXoW1cP9aZr5LdTg";

    @TempDir
    private static Path data;

    private static SignalingServer server;
    private static FakeRelay relay;

    @BeforeAll
    static void start() throws Exception {
        relay = new FakeRelay();
        server = SignalingServer.start(ServerConfig.in(data)
                .withTurn(new TurnServers(
                        List.of(relay.url("stun:HOST")),
                        List.of(relay.url("turn:HOST?transport=udp"), relay.url("turn:HOST?transport=tcp")),
                        FakeRelay.SHARED)));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        relay.close();
    }

    @BeforeEach
    void honest() {
        relay.manner(FakeRelay.Manner.HONEST);
    }

    @Test
    void twoPeopleWithATestLinkTestAgainstEachOther() {
        ScriptedEngine one = ScriptedEngine.threaded("one");
        ScriptedEngine two = ScriptedEngine.threaded("two");
        try (var first = new ScriptedMedia(one);
                var second = new ScriptedMedia(two)) {
            first.loss(0);
            second.loss(0);
            CallTestOptions options = options().withRoom(ROOM);
            CompletableFuture<TestRun> other = CompletableFuture.supplyAsync(() -> run(options, two));
            TestRun mine = run(options, one);
            TestRun theirs = other.join();
            for (TestRun run : List.of(mine, theirs)) {
                assertThat(run.results())
                        .filteredOn(result -> !result.step().equals(Steps.CANDIDATES))
                        .allSatisfy(result -> assertThat(result.outcome().mark())
                                .as("%s: %s", result.step().id(), result.outcome())
                                .isIn(Mark.PASS, Mark.SKIPPED));
                // The scripted engine finds no relayed address, and the test does not hide it.
                assertThat(run.verdict().code()).isEqualTo("no_relay_path");
                assertThat(run.verdict().mark()).isEqualTo(Mark.WARN);
            }
            assertThat(mine.evidence().call().orElseThrow().callIdHash())
                    .hasSize(16)
                    .isEqualTo(theirs.evidence().call().orElseThrow().callIdHash());
            assertThat(mine.evidence().call().orElseThrow().caller())
                    .isNotEqualTo(theirs.evidence().call().orElseThrow().caller());
        }
    }

    @Test
    void whereUdpIsBlockedTheVerdictSaysSoAndCallsStillWork() {
        relay.manner(FakeRelay.Manner.SILENT_UDP);
        TestRun run = withoutMedia(InstantSource.system());
        assertThat(outcome(run, Steps.TURN_UDP).code()).isEqualTo("turn_udp_silent");
        assertThat(outcome(run, Steps.TURN_TCP).mark()).isEqualTo(Mark.PASS);
        assertThat(run.verdict().code()).isEqualTo("udp_blocked");
        assertThat(run.verdict().mark()).isEqualTo(Mark.WARN);
    }

    @Test
    void aClockTenMinutesOffIsTheStage() {
        TestRun run = withoutMedia(() -> Instant.now().plus(Duration.ofMinutes(10)));
        assertThat(run.verdict().code()).isEqualTo("clock_off");
        assertThat(run.verdict().stage()).contains(Steps.CLOCK);
        assertThat(outcome(run, Steps.WEBSOCKET).mark()).isEqualTo(Mark.PASS);
        assertThat(outcome(run, Steps.DOWN).mark()).isEqualTo(Mark.PASS);
    }

    @Test
    void aServerThatIsNotThereSkipsTheRest() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        TestRun run = new CallTest(
                        CallTestOptions.of("http://127.0.0.1:" + port),
                        InstantSource.system(),
                        CallTestTest::nothing,
                        TestListener.SILENT)
                .run();
        assertThat(run.verdict().code()).isEqualTo("server_unreachable");
        assertThat(outcome(run, Steps.TURN_UDP).mark()).isEqualTo(Mark.SKIPPED);
        assertThat(run.results()).hasSize(CallTest.steps().size());
    }

    private static CallTestOptions options() {
        return CallTestOptions.of(server.uri().toString())
                .withHeadlessAudio(true)
                .withTalkSeconds(1);
    }

    private static Outcome outcome(TestRun run, Step step) {
        return run.result(step).map(StepResult::outcome).orElseThrow();
    }

    private static TestRun run(CallTestOptions options, CallEngine engine) {
        return new CallTest(options, InstantSource.system(), inProcess(engine), TestListener.SILENT).run();
    }

    private static TestRun withoutMedia(InstantSource wall) {
        return new CallTest(options(), wall, CallTestTest::nothing, TestListener.SILENT).run();
    }

    private static Job.Work nothing(
            CallTestOptions options, Supplier<List<IceServer>> servers, Consumer<Evidence> evidence) {
        return desk -> MediaJobs.STEPS.forEach(step -> desk.finish(step.id(), Outcome.skipped("Not in this test.")));
    }

    private static CallTest.MediaPart inProcess(CallEngine engine) {
        return (options, servers, evidence) -> desk -> {
            List<Job> jobs = new MediaJobs(options, servers.get(), () -> engine, evidence).jobs(List.of());
            new Runner(jobs, Duration.ofSeconds(80), new TestListener() {
                        @Override
                        public void started(Step step) {}

                        @Override
                        public void finished(StepResult result) {
                            desk.finish(result.step().id(), result.outcome());
                        }
                    })
                    .run();
        };
    }
}

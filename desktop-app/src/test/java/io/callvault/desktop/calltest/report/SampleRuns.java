package io.callvault.desktop.calltest.report;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.CallTrace;
import io.callvault.desktop.calltest.CandidateFound;
import io.callvault.desktop.calltest.Evidence;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.StepResult;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.Verdict;
import io.callvault.desktop.calltest.run.CallTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Runs as they come out of a test: one that went well, one that did not. */
public final class SampleRuns {
    private static final long SEED = 42;

    private SampleRuns() {}

    /** Everything works; a call of twelve seconds. */
    public static TestRun good() {
        return run(Map.of(
                Steps.MOS, Outcome.pass("Sounds like 4.3 of 4.4 (estimate).").with(4.3, "MOS", "at least 3.6"),
                Steps.ROUND_TRIP, Outcome.pass("There and back in 41 ms.").with(41, "ms", "at most 300"),
                Steps.LOSS, Outcome.pass("Lost: 0.2 % of what came.").with(0.2, "%", "at most 1"),
                Steps.JITTER, Outcome.pass("95 % of the time within 6 ms.").with(6, "ms", "at most 30"),
                Steps.DOWN, Outcome.pass("48.2 Mbit/s down.").with(48_200, "kbit/s", "at least 1500"),
                Steps.UP, Outcome.pass("9.8 Mbit/s up.").with(9_800, "kbit/s", "at least 1500"),
                Steps.STUN, Outcome.pass("Seen as 203.0.113.7:50111: behind address translation (NAT)."),
                Steps.TURN_UDP,
                        Outcome.pass("The relay gave 198.51.100.4:49211 within 63 ms.")
                                .with(63, "ms", "at most 1000")));
    }

    /** UDP blocked, a silent microphone, a crash of the camera, and markup where a name should be. */
    public static TestRun bad() {
        return run(Map.of(
                Steps.MICROPHONE,
                        Outcome.fail("microphone_silent", "The microphone is silent.", "Look for a mute switch.")
                                .with(-92, "dBFS", "at least -60"),
                Steps.CAMERA,
                        Outcome.broken(
                                "media_crashed", "The media part crashed here.", "exit code 134: SIGSEGV at 10.1.2.3"),
                Steps.TURN_UDP,
                        Outcome.fail(
                                "turn_udp_silent", "No answer over UDP port 3478.", "Ask for UDP out to port 3478."),
                Steps.LOSS,
                        Outcome.warn("packets_lost", "Lost: 3.4 %.", "Use a cable.")
                                .with(3.4, "%", "at most 1"),
                Steps.MOS,
                        Outcome.warn("quality", "Sounds like 3.1.", "Use a cable.")
                                .with(3.1, "MOS", "at least 3.6")));
    }

    private static TestRun run(Map<Step, Outcome> special) {
        List<StepResult> results = new ArrayList<>();
        for (Step step : CallTest.steps()) {
            Outcome outcome = special.getOrDefault(step, Outcome.pass("As it should be."));
            results.add(new StepResult(step, outcome, results.size() * 40L, 120));
        }
        return new TestRun(
                "00ff12ab34cd56ef",
                1_763_700_000_000L,
                24_310,
                CallTestOptions.of("https://cv.example.org"),
                List.copyOf(results),
                new Evidence(
                        List.of(
                                new Evidence.Device("microphone", "Mia's <b>AirPods</b>"),
                                new Evidence.Device("camera", "FaceTime HD"),
                                new Evidence.Device("speaker", "Mia's <b>AirPods</b>")),
                        List.of(
                                new CandidateFound("host", "udp", "192.168.1.20", 50_000),
                                new CandidateFound("host", "udp", "2001:db8::17", 50_001),
                                new CandidateFound("srflx", "udp", "203.0.113.7", 50_111),
                                new CandidateFound("relay", "udp", "198.51.100.4", 49_211)),
                        Optional.of(trace())),
                Verdict.of(results));
    }

    static CallTrace trace() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<CallTrace.Second> seconds = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            seconds.add(new CallTrace.Second(
                    900 + i * 1_000L,
                    38 + random.nextDouble(12),
                    i == 7 ? 2.4 : random.nextDouble(0.3),
                    random.nextDouble(0.2),
                    3 + random.nextDouble(4),
                    30 + random.nextDouble(6),
                    31 + random.nextDouble(5),
                    Math.min(1_400, 200 + i * 160) + random.nextDouble(60),
                    Math.min(1_300, 180 + i * 150) + random.nextDouble(60),
                    i == 0 ? 12 : 28 + random.nextDouble(2),
                    1_280,
                    720,
                    i == 7 ? 3.9 : 4.25 + random.nextDouble(0.08)));
        }
        return new CallTrace(
                "9f86d081884c7d65",
                true,
                "echo",
                true,
                List.of(
                        new CallTrace.Moment(0, "invite", ""),
                        new CallTrace.Moment(31, "ringing", ""),
                        new CallTrace.Moment(38, "accept", ""),
                        new CallTrace.Moment(61, "answer", ""),
                        new CallTrace.Moment(66, "ice_checking", ""),
                        new CallTrace.Moment(212, "ice_connected", ""),
                        new CallTrace.Moment(240, "dtls", ""),
                        new CallTrace.Moment(287, "first_audio", ""),
                        new CallTrace.Moment(355, "first_video", ""),
                        new CallTrace.Moment(6_120, "restart", "network changed to 192.168.1.21"),
                        new CallTrace.Moment(12_240, "ended", "hung_up")),
                Optional.of(new CallTrace.PathUsed(
                        "relay", "host", "udp", "udp", "198.51.100.4:49211", "203.0.113.99:50002")),
                "hung_up",
                List.copyOf(seconds));
    }
}

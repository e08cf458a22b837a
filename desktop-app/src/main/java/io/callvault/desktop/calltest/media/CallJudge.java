package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.CallTrace;
import io.callvault.desktop.calltest.Figures;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.Steps;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a call's trace means, step by step. Pure. */
public final class CallJudge {
    private static final String NETWORK =
            "Close other programs that use the network, move nearer to the Wi-Fi or use a cable," + " then test again.";

    /** Longer, and a person asks whether anybody is there. */
    private static final Outcome.Bounds CONNECT =
            new Outcome.Bounds("call_slow", "ms", 3_000, 10_000, "The way between the two ends is slow. " + NETWORK);

    private static final Outcome.Bounds FIRST_AUDIO = new Outcome.Bounds("sound_late", "ms", 4_000, 10_000, NETWORK);

    private static final Outcome.Bounds FIRST_VIDEO = new Outcome.Bounds("picture_late", "ms", 5_000, 12_000, NETWORK);

    /** Concealed well up to 1 % (G.113, table I.4), heard beyond 5 %. */
    private static final Outcome.Bounds LOSS = new Outcome.Bounds("packets_lost", "%", 1, 5, NETWORK);

    private static final Outcome.Bounds JITTER = new Outcome.Bounds("jitter", "ms", 30, 80, NETWORK);

    /** G.114: 150 ms one way are good, 400 ms are the limit. */
    private static final Outcome.Bounds ROUND_TRIP = new Outcome.Bounds("delay", "ms", 300, 800, NETWORK);

    /** Opus needs 24, a small picture 60 (docs/calls.md, bounds of what is sent). */
    private static final Outcome.Bounds BITRATE = new Outcome.Bounds("thin", "kbit/s", 100, 24, NETWORK);

    /** G.107, annex B: below 3.6 many users, below 2.6 nearly all are dissatisfied. */
    private static final Outcome.Bounds MOS = new Outcome.Bounds("quality", "MOS", 3.6, 2.6, NETWORK);

    private CallJudge() {}

    /** The outcome of each step of {@link Steps#CALL}. */
    public static Map<Step, Outcome> judge(CallTrace trace) {
        Map<Step, Outcome> outcomes = new LinkedHashMap<>();
        Optional<Outcome> problem = problem(trace);
        outcomes.put(Steps.CONNECT, problem.orElseGet(() -> connected(trace)));
        boolean up = trace.at("ice_connected").isPresent() && problem.isEmpty();
        if (!up) {
            Steps.CALL.forEach(step -> outcomes.putIfAbsent(step, Outcome.skipped("Not tried: there was no call.")));
            return outcomes;
        }
        outcomes.put(Steps.FIRST_AUDIO, first(trace, "first_audio", "sound", FIRST_AUDIO));
        outcomes.put(Steps.FIRST_VIDEO, first(trace, "first_video", "picture", FIRST_VIDEO));
        figures(trace, outcomes);
        return outcomes;
    }

    private static Outcome connected(CallTrace trace) {
        long took = Math.max(
                0, trace.at("ice_connected").orElse(0L) - trace.at("accept").orElse(0L));
        String way = trace.path()
                .map(path -> path.localType().equals("relay")
                        ? " through the relay (" + path.relayProtocol().toUpperCase(Locale.ROOT) + ")"
                        : " directly (" + path.localType() + ")")
                .orElse("");
        return Outcome.atMost(CONNECT, (double) took, "Connected" + way + " " + took + " ms after it was taken.");
    }

    private static Outcome first(CallTrace trace, String event, String what, Outcome.Bounds bounds) {
        return trace.at(event)
                .map(at -> {
                    long took = Math.max(0, at - trace.at("accept").orElse(0L));
                    return Outcome.atMost(bounds, (double) took, "The first " + what + " came after " + took + " ms.");
                })
                .orElseGet(() -> Outcome.fail(
                        what + "_missing",
                        "Connected, but no " + what + " came.",
                        "Something on the way lets the connection through and drops the media: ask whoever runs the"
                                + " network about filters for UDP and VPN."));
    }

    private static void figures(CallTrace trace, Map<Step, Outcome> outcomes) {
        List<CallTrace.Second> seconds = trace.seconds();
        Optional<Figures> in = of(seconds, CallTrace.Second::lossInPercent);
        Optional<Figures> out = of(seconds, CallTrace.Second::lossOutPercent);
        double worse = Math.max(
                in.map(Figures::mean).orElse(-1.0), out.map(Figures::mean).orElse(-1.0));
        outcomes.put(
                Steps.LOSS,
                worse < 0
                        ? unknown()
                        : Outcome.atMost(
                                LOSS,
                                round(worse),
                                "Lost: " + percent(in) + " of what came, " + percent(out) + " of what was sent."));
        outcomes.put(
                Steps.JITTER,
                of(seconds, CallTrace.Second::jitterMs)
                        .map(all -> Outcome.atMost(
                                JITTER, round(all.p95()), "95 % of the time within " + round(all.p95()) + " ms."))
                        .orElseGet(CallJudge::unknown));
        outcomes.put(
                Steps.ROUND_TRIP,
                of(seconds, CallTrace.Second::roundTripMs)
                        .map(all -> Outcome.atMost(
                                ROUND_TRIP,
                                round(all.p50()),
                                "There and back in " + round(all.p50()) + " ms, at worst " + round(all.max()) + " ms."))
                        .orElseGet(CallJudge::unknown));
        outcomes.put(
                Steps.BITRATE,
                of(seconds, second -> Math.max(0, second.audioInKbps()) + Math.max(0, second.videoInKbps()))
                        .map(all -> Outcome.atLeast(
                                BITRATE, round(all.max()), "Up to " + Math.round(all.max()) + " kbit/s came."))
                        .orElseGet(CallJudge::unknown));
        outcomes.put(
                Steps.MOS,
                of(seconds, CallTrace.Second::mos)
                        .map(all -> Outcome.atLeast(
                                MOS, round(all.mean()), "Sounds like " + round(all.mean()) + " of 4.4 (estimate)."))
                        .orElseGet(CallJudge::unknown));
    }

    private static Outcome unknown() {
        return Outcome.broken("no_statistics", "The media engine told no figures.", "no statistics within the call");
    }

    /** What went wrong before or while connecting; empty if it connected and lasted. */
    private static Optional<Outcome> problem(CallTrace trace) {
        boolean relayed = trace.relayOnly();
        return switch (trace.end()) {
            case "hung_up" -> Optional.empty();
            case "not_ringing", "nobody_called" ->
                fail(
                        "nobody_there",
                        "Nobody took the test call.",
                        "The server's Echo contact is not running, or the other person has not opened the test link.");
            case "not_accepted" ->
                fail(
                        "not_accepted",
                        "It rang, but the call was not taken.",
                        "Test again; if it stays so, tell whoever runs the server.");
            case "no_path" ->
                relayed
                        ? fail(
                                "no_path_relayed",
                                "No path through the relay was found within 15 s.",
                                "See the relay steps above. Where they pass, the relay's address as seen from the other"
                                        + " end, or its ports 49152 to 65535, are blocked: tell whoever runs the relay.")
                        : fail(
                                "no_path_direct",
                                "No direct path was found within 15 s, and no relay was tried.",
                                "Calls need a relay from here: test with it.");
            case "path_lost" -> fail("path_lost", "The call connected, then its path was lost.", NETWORK);
            case "link_lost" ->
                fail(
                        "link_lost",
                        "The connection to the server broke while calling.",
                        "See the transport steps above.");
            case "server_ended", "other_unavailable" ->
                fail(
                        "call_refused",
                        "The server ended the call.",
                        "The other end is gone or does not take calls: test again.");
            case "not_authentic" ->
                fail(
                        "not_authentic",
                        "The keys of the call are not those that were signed: somebody may be in between.",
                        "Do not make calls over this network, and send this report to support.");
            case "description_refused" ->
                fail(
                        "description_refused",
                        "The other end sent a description that no honest app sends.",
                        "Send this report to support.");
            case "engine_failed" ->
                Optional.of(Outcome.broken("engine_failed", "The media engine failed.", failure(trace)));
            case "stopped" -> Optional.of(Outcome.skipped("The test was stopped."));
            default ->
                fail("call_ended", "The call ended early (" + trace.end().replace('_', ' ') + ").", "Test again.");
        };
    }

    private static String failure(CallTrace trace) {
        return trace.timeline().stream()
                .filter(moment -> moment.event().equals("failed"))
                .map(CallTrace.Moment::detail)
                .findFirst()
                .orElse("not told");
    }

    private static Optional<Outcome> fail(String code, String said, String remedy) {
        return Optional.of(Outcome.fail(code, said, remedy));
    }

    private static Optional<Figures> of(
            Collection<CallTrace.Second> seconds, ToDoubleFunction<CallTrace.Second> value) {
        return Figures.of(seconds.stream().map(value::applyAsDouble).toList());
    }

    private static String percent(Optional<Figures> share) {
        return share.map(all -> round(all.mean()) + " %").orElse("an unknown share");
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}

package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.CallTrace;
import io.callvault.model.crypto.Digests;
import io.callvault.model.id.CallId;
import io.callvault.rtc.EModel;
import io.callvault.rtc.PeerStats;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Writes down what happens in a call. Any thread. */
final class Recorder {
    /** Ten minutes of seconds, and far more moments than a call has. */
    private static final int MOST = 600;

    private final long startNanos = System.nanoTime();
    private final long startMs = System.currentTimeMillis();
    private final List<CallTrace.Moment> timeline = new ArrayList<>();
    private final List<CallTrace.Second> seconds = new ArrayList<>();
    private Optional<PeerStats.Path> path = Optional.empty();
    private String end = "not_connected";

    synchronized void note(String event, String detail) {
        if (timeline.size() < MOST) {
            timeline.add(new CallTrace.Moment(sinceStart(), event, detail));
        }
    }

    synchronized void once(String event) {
        if (timeline.stream().noneMatch(moment -> moment.event().equals(event))) {
            note(event, "");
        }
    }

    synchronized void second(PeerStats stats) {
        path = stats.path().or(() -> path);
        if (seconds.size() < MOST) {
            seconds.add(second(stats, startMs));
        }
    }

    synchronized void end(String why) {
        end = why;
    }

    synchronized int seconds() {
        return seconds.size();
    }

    synchronized CallTrace trace(CallId call, boolean caller, String with, boolean relayOnly) {
        long invite = timeline.stream()
                .filter(moment -> moment.event().equals("invite"))
                .mapToLong(CallTrace.Moment::atMs)
                .findFirst()
                .orElse(0);
        return new CallTrace(
                hash(call),
                caller,
                with,
                relayOnly,
                timeline.stream()
                        .filter(moment -> moment.atMs() >= invite)
                        .map(moment -> new CallTrace.Moment(moment.atMs() - invite, moment.event(), moment.detail()))
                        .toList(),
                path.map(Recorder::path),
                end,
                seconds.stream().map(second -> second.since(invite)).toList());
    }

    private long sinceStart() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    static String hash(CallId call) {
        return HexFormat.of().formatHex(Digests.sha256(call.bytes()), 0, 8);
    }

    static CallTrace.PathUsed path(PeerStats.Path path) {
        return new CallTrace.PathUsed(
                path.localType(),
                path.remoteType(),
                path.protocol(),
                path.relayProtocol(),
                path.localAddress(),
                path.remoteAddress());
    }

    static CallTrace.Second second(PeerStats stats, long startMs) {
        return new CallTrace.Second(
                Math.max(0, stats.atMs() - startMs),
                round(stats.roundTripMs()),
                round(stats.audioIn().lossPercent()),
                round(stats.audioOut().lossPercent()),
                round(stats.audioIn().jitterMs()),
                round(stats.audioIn().kbps()),
                round(stats.audioOut().kbps()),
                round(stats.videoIn().kbps()),
                round(stats.videoOut().kbps()),
                round(stats.videoIn().fps()),
                stats.videoIn().width(),
                stats.videoIn().height(),
                round(EModel.mos(stats)));
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

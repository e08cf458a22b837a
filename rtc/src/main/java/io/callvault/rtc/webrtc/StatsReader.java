package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.PeerStats.Flow;
import io.callvault.rtc.PeerStats.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the report of W3C webrtc-stats to a second of a call. Remembers the counters of the report before. */
final class StatsReader {
    private final Map<String, Counters> before = new HashMap<>();

    private record Counters(long atMs, double bytes, double packets, double lost, double frames) {}

    PeerStats read(long atMs, Collection<RTCStats> report) {
        Map<String, RTCStats> byId = new HashMap<>();
        report.forEach(one -> byId.put(one.getId(), one));
        Optional<RTCStats> pair = selectedPair(report, byId);
        return new PeerStats(
                atMs,
                pair.map(one -> number(one, "currentRoundTripTime", -0.001) * 1_000)
                        .orElse(-1.0),
                flow(atMs, report, byId, RTCStatsType.INBOUND_RTP, "audio"),
                flow(atMs, report, byId, RTCStatsType.OUTBOUND_RTP, "audio"),
                flow(atMs, report, byId, RTCStatsType.INBOUND_RTP, "video"),
                flow(atMs, report, byId, RTCStatsType.OUTBOUND_RTP, "video"),
                pair.map(one -> path(one, byId)));
    }

    /** Of the own microphone, 0 to 1. */
    static OptionalDouble ownLevel(Collection<RTCStats> report) {
        return report.stream()
                .filter(one -> one.getType() == RTCStatsType.MEDIA_SOURCE
                        && text(one, "kind").equals("audio"))
                .mapToDouble(one -> number(one, "audioLevel", 0))
                .findFirst();
    }

    private Flow flow(
            long atMs, Collection<RTCStats> report, Map<String, RTCStats> byId, RTCStatsType type, String kind) {
        return of(report, type)
                .filter(one -> text(one, "kind").equals(kind))
                .findFirst()
                .map(one -> type == RTCStatsType.INBOUND_RTP
                        ? incoming(atMs, one, byId)
                        : outgoing(atMs, one, report, byId))
                .orElse(Flow.NONE);
    }

    private Flow incoming(long atMs, RTCStats one, Map<String, RTCStats> byId) {
        Counters now = new Counters(
                atMs,
                number(one, "bytesReceived", 0),
                number(one, "packetsReceived", 0),
                number(one, "packetsLost", 0),
                number(one, "framesDecoded", 0));
        Counters last = before.put(one.getId(), now);
        double packets = last == null ? 0 : now.packets() - last.packets();
        double lost = last == null ? 0 : Math.max(0, now.lost() - last.lost());
        return new Flow(
                kbps(last, now),
                packets + lost <= 0 ? 0 : 100 * lost / (packets + lost),
                number(one, "jitter", 0) * 1_000,
                (long) now.packets(),
                (int) number(one, "frameWidth", 0),
                (int) number(one, "frameHeight", 0),
                fps(last, now),
                number(one, "audioLevel", 0),
                codec(one, byId));
    }

    private Flow outgoing(long atMs, RTCStats one, Collection<RTCStats> report, Map<String, RTCStats> byId) {
        Counters now = new Counters(
                atMs, number(one, "bytesSent", 0), number(one, "packetsSent", 0), 0, number(one, "framesEncoded", 0));
        Counters last = before.put(one.getId(), now);
        Optional<RTCStats> told = of(report, RTCStatsType.REMOTE_INBOUND_RTP)
                .filter(remote -> text(remote, "localId").equals(one.getId()))
                .findFirst();
        return new Flow(
                kbps(last, now),
                told.map(remote -> 100 * number(remote, "fractionLost", 0)).orElse(0.0),
                told.map(remote -> 1_000 * number(remote, "jitter", 0)).orElse(0.0),
                (long) now.packets(),
                (int) number(one, "frameWidth", 0),
                (int) number(one, "frameHeight", 0),
                fps(last, now),
                Optional.ofNullable(byId.get(text(one, "mediaSourceId")))
                        .map(source -> number(source, "audioLevel", 0))
                        .orElse(0.0),
                codec(one, byId));
    }

    private static Optional<RTCStats> selectedPair(Collection<RTCStats> report, Map<String, RTCStats> byId) {
        return of(report, RTCStatsType.TRANSPORT)
                .flatMap(transport -> Stream.ofNullable(byId.get(text(transport, "selectedCandidatePairId"))))
                .findFirst();
    }

    private static Path path(RTCStats pair, Map<String, RTCStats> byId) {
        Optional<RTCStats> local = Optional.ofNullable(byId.get(text(pair, "localCandidateId")));
        Optional<RTCStats> remote = Optional.ofNullable(byId.get(text(pair, "remoteCandidateId")));
        return new Path(
                local.map(one -> text(one, "candidateType")).orElse(""),
                remote.map(one -> text(one, "candidateType")).orElse(""),
                local.map(one -> text(one, "protocol")).orElse(""),
                local.map(one -> text(one, "relayProtocol")).orElse(""),
                local.map(StatsReader::address).orElse(""),
                remote.map(StatsReader::address).orElse(""));
    }

    private static String address(RTCStats candidate) {
        String address = text(candidate, "address");
        String literal = address.isEmpty() ? text(candidate, "ip") : address;
        long port = (long) number(candidate, "port", 0);
        return literal.contains(":") ? "[" + literal + "]:" + port : literal + ":" + port;
    }

    private static double kbps(@Nullable Counters last, Counters now) {
        return last == null || now.atMs() <= last.atMs()
                ? -1
                : Math.max(0, 8 * (now.bytes() - last.bytes()) / (now.atMs() - last.atMs()));
    }

    private static double fps(@Nullable Counters last, Counters now) {
        return last == null || now.atMs() <= last.atMs()
                ? -1
                : Math.max(0, 1_000 * (now.frames() - last.frames()) / (now.atMs() - last.atMs()));
    }

    private static String codec(RTCStats one, Map<String, RTCStats> byId) {
        String type = Optional.ofNullable(byId.get(text(one, "codecId")))
                .map(codec -> text(codec, "mimeType"))
                .orElse("");
        return type.substring(type.indexOf('/') + 1);
    }

    private static Stream<RTCStats> of(Collection<RTCStats> report, RTCStatsType type) {
        return report.stream().filter(one -> one.getType() == type);
    }

    private static double number(RTCStats one, String name, double otherwise) {
        return one.getAttributes().get(name) instanceof Number value ? value.doubleValue() : otherwise;
    }

    private static String text(RTCStats one, String name) {
        return one.getAttributes().get(name) instanceof String value ? value : "";
    }
}

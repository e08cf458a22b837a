package io.callvault.desktop.diag;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.Gauge;
import io.callvault.desktop.metric.Latency;
import io.callvault.desktop.metric.TransportInUse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The facts in words, for the page and the report alike. Pure; holds no names, addresses, texts or keys. */
public final class Facts {
    private static final String NONE = "–";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

    /**
     * One line.
     *
     * @param id stable, of lower-case letters, digits and dashes
     */
    public record Fact(String id, String label, String value) {}

    /** Lines that belong together. */
    public record Section(String title, List<Fact> facts) {}

    private Facts() {}

    /** Everything that is shown, in its order. */
    public static List<Section> of(ConnectionFacts now, ZoneId zone) {
        return List.of(connection(now, zone), messages(now), queues(now), counters(now));
    }

    private static Section connection(ConnectionFacts now, ZoneId zone) {
        return new Section(
                "Connection",
                List.of(
                        new Fact("status", "State", status(now.status())),
                        new Fact(
                                "transport",
                                "Transport",
                                transport(now.metrics().transport())),
                        new Fact(
                                "since",
                                "Connected since",
                                now.connectedSince()
                                        .map(since -> time(since, zone))
                                        .orElse(NONE)),
                        new Fact(
                                "heartbeat",
                                "Last heartbeat",
                                now.heartbeatAge()
                                        .map(age -> lasting(age) + " ago")
                                        .orElse(NONE)),
                        new Fact("offset", "Server clock", offset(now)),
                        new Fact(
                                "epoch",
                                "Epoch",
                                now.cursor().map(ConnectionFacts.Cursor::epoch).orElse(NONE)),
                        new Fact(
                                "cursor",
                                "Events stored up to",
                                now.cursor().map(cursor -> number(cursor.ev())).orElse(NONE))));
    }

    private static Section messages(ConnectionFacts now) {
        Latency latency = now.metrics().sendLatency();
        return new Section(
                "Messages",
                List.of(
                        new Fact("outbox", "Waiting to be sent", number(now.waiting())),
                        new Fact(
                                "oldest",
                                "Oldest waits for",
                                now.oldestWaiting().map(Facts::lasting).orElse(NONE)),
                        new Fact("latency-p50", "Until acknowledged, half of them", within(latency, 0.5)),
                        new Fact("latency-p99", "Until acknowledged, 99 of 100", within(latency, 0.99)),
                        new Fact("dead-letters", "Could not be read (kept)", number(now.deadLetters())),
                        new Fact(
                                "reconnects", "Reconnects", number(now.metrics().counter(Counter.WS_RECONNECTS))),
                        new Fact(
                                "resyncs",
                                "Fetched anew as a whole",
                                number(now.metrics().counter(Counter.RESYNCS)))));
    }

    private static Section queues(ConnectionFacts now) {
        List<Fact> facts = new ArrayList<>();
        for (Gauge gauge : Gauge.values()) {
            if (gauge != Gauge.OUTBOX_DEPTH) {
                facts.add(fact(gauge.wireName(), now.metrics().gauge(gauge)));
            }
        }
        return new Section("Queues", List.copyOf(facts));
    }

    private static Section counters(ConnectionFacts now) {
        return new Section(
                "Since the start of the app",
                Arrays.stream(Counter.values())
                        .filter(counter -> counter != Counter.WS_RECONNECTS && counter != Counter.RESYNCS)
                        .map(counter -> fact(counter.wireName(), now.metrics().counter(counter)))
                        .toList());
    }

    private static Fact fact(String wireName, long value) {
        String words = wireName.replace("_count", "").replace("_depth", "").replace('_', ' ');
        return new Fact(
                wireName.replace('_', '-'),
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                number(value));
    }

    private static String status(LinkStatus status) {
        return switch (status) {
            case ONLINE -> "Connected";
            case CONNECTING -> "Connecting";
            case OFFLINE -> "Not connected; tried again by itself";
            case SIGNED_OUT -> "Signed out";
            case REPLACED -> "Open in another copy of the app";
        };
    }

    private static String transport(TransportInUse transport) {
        return switch (transport) {
            case NONE -> NONE;
            case WEBSOCKET -> "WebSocket";
            case SSE -> "Event stream (fallback)";
            case LONG_POLL -> "Long poll (second fallback)";
        };
    }

    private static String offset(ConnectionFacts now) {
        if (now.heartbeatAge().isEmpty()) {
            return NONE;
        }
        long ms = now.offsetMs();
        return ms == 0
                ? "the same"
                : String.format(Locale.ENGLISH, "%,d ms %s", Math.abs(ms), ms > 0 ? "ahead" : "behind");
    }

    private static String within(Latency latency, double share) {
        if (latency.count() == 0) {
            return NONE;
        }
        long ms = latency.quantileMs(share);
        return ms == Long.MAX_VALUE ? "more than 5 min" : "within " + number(ms) + " ms";
    }

    private static String time(Instant when, ZoneId zone) {
        return when.atZone(zone).format(TIME);
    }

    private static String lasting(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        Optional<String> long1 = time.toHours() == 0
                ? Optional.empty()
                : Optional.of(time.toHours() + " h " + time.toMinutesPart() + " min");
        return long1.orElseGet(() -> time.toMinutes() + " min " + time.toSecondsPart() + " s");
    }

    private static String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }
}

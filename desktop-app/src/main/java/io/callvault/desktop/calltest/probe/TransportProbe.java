package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.TransportKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hello and welcome over each transport, one after the other: a device has one connection at a time. */
public final class TransportProbe implements Job.Work {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Outcome.Bounds SLOW = new Outcome.Bounds(
            "transport_slow", "ms", 1_000, 5_000, "The way to the server is slow: test again from another network.");

    private final ServerDoor door;

    public TransportProbe(ServerDoor door) {
        this.door = door;
    }

    @Override
    public void run(Job.Desk desk) throws InterruptedException {
        Set<TransportKind> worked = EnumSet.noneOf(TransportKind.class);
        TransportKind[] last = {TransportKind.POLL, TransportKind.SSE, TransportKind.WEBSOCKET};
        Map<TransportKind, Outcome> outcomes = new EnumMap<>(TransportKind.class);
        for (TransportKind kind : last) {
            Outcome outcome = attempt(kind);
            outcomes.put(kind, outcome);
            if (outcome.mark().usable()) {
                worked.add(kind);
            }
        }
        outcomes.forEach((kind, outcome) -> desk.finish(step(kind).id(), judged(outcome, !worked.isEmpty())));
    }

    /** The step that tells of a transport. */
    public static Step step(TransportKind kind) {
        return switch (kind) {
            case WEBSOCKET -> Steps.WEBSOCKET;
            case SSE -> Steps.SSE;
            case POLL -> Steps.POLL;
        };
    }

    /** Where another transport carries, this one's absence costs speed, not calls. */
    private static Outcome judged(Outcome outcome, boolean others) {
        return others && outcome.mark() == Mark.FAIL
                ? Outcome.warn(outcome.code(), outcome.said(), outcome.remedy())
                : outcome;
    }

    private Outcome attempt(TransportKind kind) throws InterruptedException {
        try (GuestLink link = door.link(kind, frame -> {})) {
            GuestLink.Greeting greeting = link.greeting().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return switch (greeting) {
                case GuestLink.Greeting.Welcomed(long openMs, long helloMs) ->
                    Outcome.atMost(
                            SLOW,
                            (double) (openMs + helloMs),
                            "Open within " + openMs + " ms, welcomed " + helloMs + " ms later.");
                case GuestLink.Greeting.Closed(int code, String reason) -> closed(kind, code, reason);
            };
        } catch (TimeoutException e) {
            return blocked(kind, "No welcome within " + LIMIT.toSeconds() + " s.");
        } catch (ExecutionException e) {
            return Outcome.broken("test_error", "The test itself failed here.", String.valueOf(e.getCause()));
        }
    }

    private static Outcome closed(TransportKind kind, int code, String reason) {
        if (code >= CloseCode.FIRST_OF_CVP) {
            return Outcome.fail(
                    "server_refused",
                    "The server ended it (" + code + (reason.isBlank() ? "" : ": " + reason) + ").",
                    "Tell whoever runs the server.");
        }
        return blocked(kind, code == CloseCode.UNREACHABLE ? "It cannot be reached." : "The connection broke.");
    }

    private static Outcome blocked(TransportKind kind, String said) {
        return switch (kind) {
            case WEBSOCKET ->
                Outcome.fail(
                        "websocket_blocked",
                        said,
                        "A proxy or firewall stops WebSockets (RFC 6455): ask whoever runs the network to let them"
                                + " through. Call Vault uses its fallbacks meanwhile.");
            case SSE ->
                Outcome.fail(
                        "sse_blocked",
                        said,
                        "Something on the way holds back what the server sends (often a virus scanner or proxy that"
                                + " collects whole pages).");
            case POLL ->
                Outcome.fail("poll_blocked", said, "Plain requests to the server fail: ask whoever runs the network.");
        };
    }
}

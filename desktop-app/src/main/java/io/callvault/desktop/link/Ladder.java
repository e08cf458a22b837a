package io.callvault.desktop.link;

import java.time.Duration;

/**
 * Which transport to try next (PROTOCOL.md, "Transport ladder"): three failures in a row lead one rung down, from the last
 * one back to the first. Pure: a state and an event make the next state.
 *
 * @param choice what is allowed
 * @param rung what the next attempt uses, or what is in use
 * @param failures attempts on this rung that failed in a row
 * @param outage whether WebSockets alone were not the trouble, or may no longer be: then they are tried again soon
 */
public record Ladder(TransportChoice choice, TransportKind rung, int failures, boolean outage) {

    /** Failures in a row that lead to the next rung. */
    public static final int PATIENCE = 3;

    /** How long a fallback lives before WebSockets are tried again beside it. */
    public static final Duration TRY_AGAIN = Duration.ofMinutes(5);

    /** The same after an outage that was not the WebSocket's: long enough for the connection to settle. */
    static final Duration TRY_SOON = Duration.ofSeconds(1);

    /** What happens to connections. */
    public sealed interface Event {

        /**
         * An attempt was answered by somebody and yet ended before it carried anything.
         */
        record Failed() implements Event {}

        /** Nobody answered at all: no transport is at fault, and none would do better. */
        record Unreachable() implements Event {}

        /** Something came through after the welcome: this rung carries. */
        record Carries() implements Event {}

        /** The WebSocket that was tried beside a living fallback has its welcome. */
        record TrialWelcomed() implements Event {}

        record TrialFailed() implements Event {}

        /** Another network: nothing that was learnt about the old one holds. */
        record NetworkChanged() implements Event {}
    }

    /** Nothing is known yet. */
    public static Ladder start(TransportChoice choice) {
        return new Ladder(choice, choice.only().orElse(TransportKind.WEBSOCKET), 0, false);
    }

    /** The state after the event. */
    public Ladder after(Event event) {
        if (choice.only().isPresent()) {
            return this;
        }
        return switch (event) {
            case Event.Failed ignored -> failed();
            case Event.Unreachable ignored -> new Ladder(choice, rung, failures, outage || looksUp());
            case Event.Carries ignored -> new Ladder(choice, rung, 0, outage);
            case Event.TrialWelcomed ignored -> start(choice);
            case Event.TrialFailed ignored -> new Ladder(choice, rung, failures, false);
            // What carried last is the quickest way back; WebSockets are tried beside it a moment later.
            case Event.NetworkChanged ignored -> new Ladder(choice, rung, 0, true);
        };
    }

    /** Whether WebSockets are to be tried beside what is in use. */
    public boolean looksUp() {
        return choice.only().isEmpty() && rung != TransportKind.WEBSOCKET;
    }

    /** How long to wait before that. */
    public Duration untilTrial() {
        return outage ? TRY_SOON : TRY_AGAIN;
    }

    private Ladder failed() {
        boolean notOnlyWebSockets = outage || rung != TransportKind.WEBSOCKET;
        return failures + 1 < PATIENCE
                ? new Ladder(choice, rung, failures + 1, notOnlyWebSockets)
                : new Ladder(choice, rung.next(), 0, notOnlyWebSockets);
    }
}

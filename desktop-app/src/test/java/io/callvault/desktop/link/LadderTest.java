package io.callvault.desktop.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.Ladder.Event;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTest {

    private static final List<Event> EVENTS = List.of(
            new Event.Failed(),
            new Event.Unreachable(),
            new Event.Carries(),
            new Event.TrialWelcomed(),
            new Event.TrialFailed(),
            new Event.NetworkChanged());

    @Test
    void threeFailuresInARowLeadOneRungDownAndFromTheLastToTheFirst() {
        Ladder ladder = Ladder.start(TransportChoice.AUTO);
        for (TransportKind expected :
                List.of(TransportKind.WEBSOCKET, TransportKind.SSE, TransportKind.POLL, TransportKind.WEBSOCKET)) {
            for (int failure = 0; failure < 3; failure++) {
                assertThat(ladder.rung()).isEqualTo(expected);
                ladder = ladder.after(new Event.Failed());
            }
        }
    }

    @Test
    void whereOnlyWebSocketsAreBlockedTheyAreTriedEveryFiveMinutes() {
        Ladder ladder = failed(Ladder.start(TransportChoice.AUTO), 3).after(new Event.Carries());
        assertThat(ladder.untilTrial()).isEqualTo(Ladder.TRY_AGAIN);
        assertThat(ladder.after(new Event.TrialFailed()).untilTrial()).isEqualTo(Ladder.TRY_AGAIN);
    }

    @Test
    void afterAnOutageOfEverythingOrInAnotherNetworkTheyAreTriedAtOnceButOnlyOnce() {
        for (Ladder ladder : List.of(
                failed(Ladder.start(TransportChoice.AUTO), 4),
                failed(Ladder.start(TransportChoice.AUTO), 3).after(new Event.Unreachable()),
                failed(Ladder.start(TransportChoice.AUTO), 3).after(new Event.NetworkChanged()))) {
            assertThat(ladder.rung()).isEqualTo(TransportKind.SSE);
            assertThat(ladder.untilTrial()).isEqualTo(Ladder.TRY_SOON);
            assertThat(ladder.after(new Event.TrialFailed()).untilTrial()).isEqualTo(Ladder.TRY_AGAIN);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 20_261_121})
    void neverLeavesARungWithoutThreeFailuresSinceItLastCarriedAndNeverStaysAfterThem(long seed) {
        Random random = new Random(seed);
        Ladder ladder = Ladder.start(TransportChoice.AUTO);
        int inARow = 0;
        for (int step = 0; step < 5_000; step++) {
            Event event = EVENTS.get(random.nextInt(EVENTS.size()));
            Ladder after = ladder.after(event);
            inARow = switch (event) {
                case Event.Failed ignored -> inARow + 1;
                case Event.Unreachable ignored -> inARow;
                case Event.TrialFailed ignored -> inARow;
                default -> 0;
            };
            boolean tooMany = inARow == Ladder.PATIENCE;
            TransportKind expected = tooMany ? ladder.rung().next() : ladder.rung();
            if (event instanceof Event.TrialWelcomed) {
                expected = TransportKind.WEBSOCKET;
            }
            assertThat(after.rung())
                    .as("step %d of seed %d: %s after %s", step, seed, event, ladder)
                    .isEqualTo(expected);
            assertThat(after.failures()).isBetween(0, Ladder.PATIENCE - 1);
            inARow = tooMany ? 0 : inARow;
            ladder = after;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportChoice.class,
            names = {"WS", "SSE", "POLL"})
    void aForcedTransportIsNeverLeft(TransportChoice choice) {
        Ladder ladder = Ladder.start(choice);
        Random random = new Random(11);
        for (int step = 0; step < 200; step++) {
            ladder = ladder.after(EVENTS.get(random.nextInt(EVENTS.size())));
            assertThat(ladder.rung()).isEqualTo(choice.only().orElseThrow());
            assertThat(ladder.looksUp()).isFalse();
        }
    }

    @Test
    void choicesAreWrittenInSmallLetters() {
        assertThat(TransportChoice.of("sse")).contains(TransportChoice.SSE);
        assertThat(TransportChoice.of("auto")).contains(TransportChoice.AUTO);
        assertThat(TransportChoice.of("SSE")).isEmpty();
        assertThat(TransportChoice.of("carrier pigeon")).isEmpty();
    }

    private static Ladder failed(Ladder ladder, int times) {
        Ladder now = ladder;
        for (int i = 0; i < times; i++) {
            now = now.after(new Event.Failed());
        }
        return now;
    }
}

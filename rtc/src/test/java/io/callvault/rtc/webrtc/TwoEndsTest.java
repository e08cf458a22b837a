package io.callvault.rtc.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.guard.Fingerprints;
import io.callvault.rtc.synthetic.ClockPicture;
import io.callvault.rtc.synthetic.ClockReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two real peers in one process, over loopback: what one says and shows, the other hears and sees. */
class TwoEndsTest {
    private static CallEngine engine;

    @BeforeAll
    static void open() {
        engine = CallEngines.open(CallEngines.Options.HEADLESS);
        assertThat(engine.availability()).isInstanceOf(CallEngine.Availability.Ready.class);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void bothHearAndSeeEachOther() {
        try (Call call = Call.between(engine)) {
            call.awaitConnected();
            awaitTone(call.called(), End.LOW);
            awaitTone(call.caller(), End.HIGH);
            awaitClock(call.called(), 1);
            awaitClock(call.caller(), 2);
            assertThat(call.caller().first).containsKeys(PeerListener.Kind.AUDIO, PeerListener.Kind.VIDEO);
            assertThat(call.caller().levels).isNotEmpty().allMatch(level -> level > -20 && level < -10);
            long age = call.called().clock.last().orElseThrow().ageMs(System.currentTimeMillis());
            assertThat(age).isBetween(0L, 2_000L);
        }
    }

    @Test
    void theKeysShownAreThoseOfTheDescriptions() {
        try (Call call = Call.between(engine)) {
            call.awaitConnected();
            await().atMost(Call.LIMIT)
                    .until(() -> call.caller().fingerprints.size()
                                    + call.called().fingerprints.size()
                            == 2);
            String offer = call.caller().descriptions.getFirst().sdp();
            String answer = call.called().descriptions.getFirst().sdp();
            assertThat(Fingerprints.among(
                            Fingerprints.of(offer), call.called().fingerprints.getFirst()))
                    .isTrue();
            assertThat(Fingerprints.among(
                            Fingerprints.of(answer), call.caller().fingerprints.getFirst()))
                    .isTrue();
            assertThat(Fingerprints.of(offer)).doesNotContainAnyElementsOf(Fingerprints.of(answer));
        }
    }

    @Test
    void mutedIsSilenceAndComesBack() {
        try (Call call = Call.between(engine)) {
            awaitTone(call.called(), End.LOW);
            call.caller().peer().mute(true);
            await().atMost(Call.LIMIT).until(() -> call.called().tones.dbfs() < -60);
            int before = call.caller().levels.size();
            await().atMost(Call.LIMIT).until(() -> call.caller().levels.size() > before);
            assertThat(call.caller().levels.getLast()).isGreaterThan(-20);
            call.caller().peer().mute(false);
            awaitTone(call.called(), End.LOW);
        }
    }

    @Test
    void theInputsCanBeExchangedWithoutANewDescription() {
        try (Call call = Call.of(
                engine,
                End.plan("caller", new AudioInput.None(), new VideoInput.None()),
                End.plan("called", End.tone(End.HIGH), End.picture(2)))) {
            awaitClock(call.caller(), 2);
            assertThat(call.called().clock.pictures()).isZero();
            call.caller().peer().send(End.picture(3));
            awaitClock(call.called(), 3);
            call.caller().peer().send(End.tone(End.LOW));
            awaitTone(call.called(), End.LOW);
            call.caller()
                    .peer()
                    .send(new VideoInput.Generated(
                            new ClockPicture(new VideoInput.Format(320, 240, 15), 4, System::currentTimeMillis)));
            awaitClock(call.called(), 4);
            assertThat(call.called().clock.width()).isEqualTo(320);
            call.caller().peer().send(new VideoInput.None());
            call.caller().peer().send(End.tone(End.HIGH));
            awaitTone(call.called(), End.HIGH);
            assertThat(call.caller().descriptions).hasSize(1);
        }
    }

    @Test
    void theOwnPictureIsShown() {
        ClockReader own = new ClockReader();
        try (Call call = Call.between(engine)) {
            call.caller().peer().showLocal(own);
            await().atMost(Call.LIMIT)
                    .until(() -> own.last().map(ClockReader.Reading::sender).equals(Optional.of(1)));
        }
    }

    @Test
    void boundsHoldAndStatisticsTell() {
        try (Call call = Call.between(engine)) {
            call.awaitConnected();
            call.caller().peer().bounds(new Bounds(30, 200, 24, 180, 10, Bounds.Processing.ALL));
            await().atMost(Call.LIMIT).until(() -> call.called().clock.height() == 180);
            await().atMost(Call.LIMIT)
                    .until(() -> call.caller().stats.stream()
                            .anyMatch(second -> second.videoOut().height() == 180
                                    && second.videoOut().fps() > 0
                                    && second.videoOut().fps() <= 13));
            PeerStats second = call.caller().stats.getLast();
            assertThat(second.videoOut().codec()).isEqualTo("VP8");
            assertThat(second.audioOut().codec()).isEqualTo("opus");
            assertThat(second.videoOut().kbps()).isBetween(1.0, 400.0);
            assertThat(second.audioIn().packets()).isPositive();
            assertThat(second.audioIn().level()).isGreaterThan(0.1);
            assertThat(second.roundTripMs()).isGreaterThanOrEqualTo(0);
            assertThat(second.path().orElseThrow().localType()).isIn("host", "prflx");
            assertThat(second.path().orElseThrow().protocol()).isEqualTo("udp");
        }
    }

    @Test
    void withoutARelayRelayOnlyFindsNothing() {
        try (Call call = Call.of(engine, End.relayOnly("caller", List.of()), End.relayOnly("called", List.of()))) {
            await().atMost(Call.LIMIT).until(() -> call.caller().gathered && call.called().gathered);
            assertThat(call.caller().candidates).isEmpty();
            assertThat(call.called().candidates).isEmpty();
            assertThat(call.caller().descriptions.getFirst().sdp()).doesNotContain("a=candidate");
            assertThat(call.caller().states).doesNotContain(PeerState.CONNECTED);
        }
    }

    @Test
    void aRestartOfIceKeepsSoundAndPicture() {
        try (Call call = Call.between(engine)) {
            awaitTone(call.called(), End.LOW);
            String ufrag = ufrag(call.caller().descriptions.getFirst().sdp());
            long pictures = call.called().clock.clocks();
            call.caller().peer().relays(List.of());
            call.caller().peer().offer(true);
            await().atMost(Call.LIMIT).until(() -> call.called().descriptions.size() == 2);
            assertThat(ufrag(call.caller().descriptions.getLast().sdp())).isNotEqualTo(ufrag);
            await().atMost(Call.LIMIT).until(() -> call.called().clock.clocks() > pictures + 15);
            awaitTone(call.called(), End.LOW);
            assertThat(call.caller().failures).isEmpty();
            assertThat(call.caller().fingerprints).hasSize(1);
        }
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        Call call = Call.between(engine);
        call.awaitConnected();
        call.close();
        int told = call.caller().states.size();
        call.caller().peer().offer(true);
        call.caller().peer().send(End.tone(End.HIGH));
        call.caller().peer().close();
        try (Call next = Call.between(engine)) {
            next.awaitConnected();
        }
        assertThat(call.caller().states).hasSize(told);
        assertThat(call.caller().descriptions).hasSize(1);
    }

    @Test
    void aDescriptionMayNotTakeASectionAway() {
        try (Call call = Call.between(engine)) {
            call.awaitConnected();
            String offer = call.caller().descriptions.getFirst().sdp();
            call.called()
                    .peer()
                    .takeOffer(offer.replaceFirst("m=video \\d+", "m=video 0").replace("a=bundle-only\r\n", ""));
            call.called().peer().takeOffer(offer.replace("a=mid:1", "a=mid:7").replace("BUNDLE 0 1", "BUNDLE 0 7"));
            await().atMost(Call.LIMIT).until(() -> call.called().refusals.size() == 2);
            call.called().peer().bounds(Bounds.LOW_DATA);
            long pictures = call.called().clock.clocks();
            await().atMost(Call.LIMIT).until(() -> call.called().clock.clocks() > pictures);
        }
    }

    private static String ufrag(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitTone(End end, double hertz) {
        await().atMost(Call.LIMIT).until(() -> end.tones.heard().equals(OptionalDouble.of(hertz)));
    }

    private static void awaitClock(End end, int sender) {
        await().atMost(Call.LIMIT)
                .until(() ->
                        end.clock.last().filter(it -> it.sender() == sender).isPresent());
    }
}

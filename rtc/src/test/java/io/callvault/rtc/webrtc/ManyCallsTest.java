package io.callvault.rtc.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.ClockPicture;
import io.callvault.rtc.synthetic.Tone;
import io.callvault.rtc.synthetic.ToneDetector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One process makes many calls: one after the other, at once, and cut off in every state. */
class ManyCallsTest {
    /** Measured 3 to 12; 42 when {@code Handles} gives nothing back. {@code ManyCallsMain 200} is the long run. */
    private static final double MOST_MB = 25;

    private static CallEngine engine;

    @BeforeAll
    static void open() {
        engine = CallEngines.open(CallEngines.Options.HEADLESS);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void fortyCallsInARowLeaveNothingBehind() throws IOException {
        make(20);
        OptionalDouble before = Memory.nativeMb();
        make(40);
        OptionalDouble after = Memory.nativeMb();
        assertThat(after.orElse(0) - before.orElse(0)).isLessThan(MOST_MB);
    }

    @Test
    void callsAtTheSameTimeHearTheirOwnTonesAlone() {
        double[] hertz = {500, 900, 1_300, 1_700, 2_100, 2_500};
        List<Call> calls = new ArrayList<>();
        List<ToneDetector> ears = new ArrayList<>();
        for (double tone : hertz) {
            Call call = Call.of(
                    engine,
                    End.plan("one", new AudioInput.Generated(new Tone(tone)), new VideoInput.None()),
                    End.plan("other", new AudioInput.None(), new VideoInput.None()));
            ToneDetector ear = new ToneDetector(hertz);
            call.called().peer().hearRemote(ear);
            calls.add(call);
            ears.add(ear);
        }
        for (int i = 0; i < hertz.length; i++) {
            int mine = i;
            await().atMost(Call.LIMIT).until(() -> ears.get(mine).heard().equals(OptionalDouble.of(hertz[mine])));
        }
        calls.forEach(Call::close);
    }

    @Test
    void aCallMayEndInEveryState() {
        List<Consumer<Call>> moments = List.of(
                call -> {},
                call -> await().atMost(Call.LIMIT)
                        .until(() -> !call.caller().descriptions.isEmpty()),
                call -> await().atMost(Call.LIMIT)
                        .until(() -> !call.called().descriptions.isEmpty()),
                call -> await().atMost(Call.LIMIT)
                        .until(() -> call.caller().states.contains(PeerState.CONNECTING)),
                Call::awaitConnected,
                Call::awaitMedia,
                call -> {
                    call.awaitConnected();
                    call.caller().peer().offer(true);
                });
        for (Consumer<Call> moment : moments) {
            Call call = Call.between(engine);
            moment.accept(call);
            call.close();
            assertThat(call.caller().states.getLast()).isEqualTo(PeerState.CLOSED);
            assertThat(call.caller().states).containsOnlyOnce(PeerState.CLOSED);
        }
    }

    @Test
    void anythingMayBeAskedForAtAnyTime() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            Call call = Call.between(engine);
            for (int step = 0; step < 60; step++) {
                anything(random.nextBoolean() ? call.caller() : call.called(), random);
            }
            call.close();
        }
        try (Call call = Call.between(engine)) {
            call.awaitMedia();
        }
    }

    @Test
    void theEngineClosesWhatIsOpen() {
        CallEngine other = CallEngines.open(CallEngines.Options.HEADLESS);
        Call call = Call.between(other);
        call.awaitConnected();
        other.close();
        assertThat(call.caller().states.getLast()).isEqualTo(PeerState.CLOSED);
        assertThat(other.availability()).isInstanceOf(CallEngine.Availability.Unavailable.class);
        End late = new End(other, End.plan("late", new AudioInput.None(), new VideoInput.None()));
        await().atMost(Call.LIMIT).until(() -> !late.failures.isEmpty());
        late.close();
    }

    private static void anything(End end, Random random) {
        switch (random.nextInt(11)) {
            case 0 -> end.peer().offer(random.nextBoolean());
            case 1 -> end.peer().answer();
            case 2 ->
                end.peer()
                        .takeAnswer(
                                end.descriptions.isEmpty()
                                        ? ""
                                        : end.descriptions.getFirst().sdp());
            case 3 ->
                end.peer()
                        .takeOffer(
                                end.descriptions.isEmpty()
                                        ? ""
                                        : end.descriptions.getFirst().sdp());
            case 4 -> end.peer().send(random.nextBoolean() ? End.picture(1) : new VideoInput.None());
            case 5 -> end.peer().send(random.nextBoolean() ? End.tone(End.LOW) : new AudioInput.None());
            case 6 -> end.peer().send(random.nextBoolean() ? new VideoInput.Camera("") : new VideoInput.Screen(""));
            case 7 -> end.peer().send(new AudioInput.Microphone(""));
            case 8 -> end.peer().mute(random.nextBoolean());
            case 9 -> end.peer().volume(random.nextInt(101));
            default -> end.peer().relays(List.of());
        }
    }

    private static void make(int calls) {
        VideoInput picture = new VideoInput.Generated(
                new ClockPicture(new VideoInput.Format(320, 240, 30), 1, System::currentTimeMillis));
        for (int i = 0; i < calls; i++) {
            try (Call call = Call.of(
                    engine, End.plan("a", End.tone(End.LOW), picture), End.plan("b", End.tone(End.HIGH), picture))) {
                call.awaitMedia();
            }
        }
    }
}

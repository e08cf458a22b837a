package io.callvault.desktop.call.ui.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sound.sampled.LineUnavailableException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ToneRingerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Takes one step of sound whenever the test hands it a ticket, as a device would whenever there is room. */
    private static final class Fake implements Loudspeaker {
        private final BlockingQueue<Boolean> room = new ArrayBlockingQueue<>(1_000);
        private final List<byte[]> heard = new CopyOnWriteArrayList<>();
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public Playing open() {
            opened.incrementAndGet();
            return new Playing() {
                @Override
                public void write(byte[] samples) {
                    try {
                        assertThat(room.poll(10, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    heard.add(samples.clone());
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        void play(int steps) {
            IntStream.range(0, steps).forEach(i -> room.add(true));
        }
    }

    private final Fake speaker = new Fake();
    private final ToneRinger ringer = new ToneRinger(speaker);

    @Test
    void ringsUntilItIsSilencedAndStopsWithinOneStep() {
        ringer.ring();
        speaker.play(10);
        Awaitility.await().atMost(PATIENCE).until(() -> speaker.heard.size() == 10);
        assertThat(speaker.heard).anyMatch(step -> loudest(step) > 1_000);
        ringer.silence();
        speaker.play(5);
        Awaitility.await().atMost(PATIENCE).until(() -> speaker.closed.get() == 1);
        // The step that was under way, and no other.
        assertThat(speaker.heard).hasSizeBetween(10, 11);
    }

    @Test
    void ringingTwiceIsOneRingAndAnotherToneTakesItsPlace() {
        ringer.ring();
        ringer.ring();
        speaker.play(3);
        Awaitility.await().atMost(PATIENCE).until(() -> speaker.heard.size() == 3);
        assertThat(speaker.opened).hasValue(1);
        ringer.ringBack();
        speaker.play(4);
        Awaitility.await().atMost(PATIENCE).until(() -> speaker.opened.get() == 2 && speaker.closed.get() == 1);
        ringer.close();
        speaker.play(4);
        Awaitility.await().atMost(PATIENCE).until(() -> speaker.closed.get() == 2);
    }

    @Test
    void aComputerWithoutSoundStaysSilent() {
        var tried = new AtomicInteger();
        var mute = new ToneRinger(() -> {
            tried.incrementAndGet();
            throw new Loudspeaker.NoSound(new LineUnavailableException("no device"));
        });
        mute.ring();
        Awaitility.await().atMost(PATIENCE).until(() -> tried.get() == 1);
        mute.silence();
        mute.ring();
        Awaitility.await().atMost(PATIENCE).until(() -> tried.get() == 2);
    }

    @Test
    void theRingIsHeardAndNeverClips() {
        for (Melody melody : List.of(Melody.ring(), Melody.ringBack())) {
            byte[] all = new byte[2 * melody.length()];
            melody.write(0, all);
            assertThat(loudest(all)).isBetween(2_000, 32_000);
            byte[] again = new byte[200];
            melody.write(melody.length(), again);
            assertThat(again).isEqualTo(Arrays.copyOf(all, 200));
        }
    }

    private static int loudest(byte[] samples) {
        int most = 0;
        for (int i = 0; i < samples.length; i += 2) {
            most = Math.max(most, Math.abs((short) ((samples[i] & 255) | (samples[i + 1] << 8))));
        }
        return most;
    }
}

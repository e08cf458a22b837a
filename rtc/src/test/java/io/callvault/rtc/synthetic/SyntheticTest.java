package io.callvault.rtc.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.rtc.VideoInput;
import io.callvault.rtc.VideoSink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the generators make, the detectors recognise; and nothing else. */
class SyntheticTest {

    @Test
    void aToneIsRecognisedAmongOthers() {
        ToneDetector detector = new ToneDetector(440, 480, 1_320);
        for (double hertz : new double[] {440, 480, 1_320}) {
            play(new Tone(hertz), detector);
            assertThat(detector.heard()).isEqualTo(OptionalDouble.of(hertz));
        }
        assertThat(detector.dbfs()).isBetween(-16.0, -14.0);
    }

    @Test
    void anotherToneNoiseAndSilenceAreNot() {
        ToneDetector detector = new ToneDetector(440, 1_320);
        play(new Tone(700), detector);
        assertThat(detector.heard()).isEmpty();
        Random random = new Random(7);
        detector.heard(noise(random), 48_000, 1);
        assertThat(detector.heard()).isEmpty();
        detector.heard(new short[48_000], 48_000, 1);
        assertThat(detector.heard()).isEmpty();
        assertThat(detector.dbfs()).isEqualTo(-100);
        assertThat(detector.windows()).isEqualTo(42);
    }

    @Test
    void aToneIsRecognisedInNoise() {
        ToneDetector detector = new ToneDetector(440, 1_320);
        short[] sound = noise(new Random(8));
        short[] tone = new short[480];
        Tone source = new Tone(440);
        for (int i = 0; i < sound.length; i++) {
            if (i % 480 == 0) {
                source.fill(tone);
            }
            sound[i] = (short) (sound[i] / 4 + tone[i % 480]);
        }
        detector.heard(sound, 48_000, 1);
        assertThat(detector.heard()).isEqualTo(OptionalDouble.of(440));
    }

    @Test
    void theClockIsReadAtAnySize() {
        for (int[] size : new int[][] {{640, 360}, {320, 240}, {1280, 720}, {320, 180}}) {
            long now = 1_795_234_724_669L;
            Picture picture = drawn(size[0], size[1], 9, now);
            assertThat(ClockReader.read(picture)).contains(new ClockReader.Reading(9, now & 0xffff_ffffL));
            assertThat(ClockReader.read(picture).orElseThrow().ageMs(now + 250)).isEqualTo(250);
        }
    }

    @Test
    void aDamagedClockIsSeldomRead() {
        Random random = new Random(9);
        int read = 0;
        for (int i = 0; i < 200; i++) {
            Picture picture = drawn(640, 360, 3, random.nextLong());
            int block = random.nextInt(ClockPicture.BLOCKS);
            for (int row = 0; row < 90; row++) {
                for (int x = block * 640 / 42; x < (block + 1) * 640 / 42; x++) {
                    picture.y[row * 640 + x] = (byte) (251 - (picture.y[row * 640 + x] & 0xff));
                }
            }
            read += ClockReader.read(picture).isPresent() ? 1 : 0;
        }
        assertThat(read).isLessThan(200 / 16); // four bits of check
    }

    @Test
    void aPictureWithoutAClockHasNone() {
        Picture grey = new Picture(640, 360, new byte[640 * 360]);
        Arrays.fill(grey.y, (byte) 110);
        assertThat(ClockReader.read(grey)).isEmpty();
        ClockReader reader = new ClockReader();
        reader.show(grey);
        reader.show(drawn(640, 360, 2, 77));
        assertThat(reader.pictures()).isEqualTo(2);
        assertThat(reader.clocks()).isEqualTo(1);
        assertThat(reader.last()).contains(new ClockReader.Reading(2, 77));
    }

    private static Picture drawn(int width, int height, int sender, long now) {
        byte[] y = new byte[width * height];
        new ClockPicture(new VideoInput.Format(width, height, 30), sender, () -> now)
                .draw(y, new byte[width * height / 4], new byte[width * height / 4], 0);
        return new Picture(width, height, y);
    }

    private static short[] noise(Random random) {
        short[] samples = new short[48_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextInt(16_000) - 8_000);
        }
        return samples;
    }

    private static void play(Tone tone, ToneDetector detector) {
        short[] samples = new short[480];
        for (int i = 0; i < 10; i++) {
            tone.fill(samples);
            detector.heard(samples, 48_000, 1);
        }
    }

    private record Picture(int width, int height, byte[] y) implements VideoSink.Picture {
        @Override
        public int rotation() {
            return 0;
        }

        @Override
        public void toBgra(ByteBuffer target) {
            target.clear();
        }

        @Override
        public int luma(int x, int at) {
            return y[at * width + x] & 0xff;
        }
    }
}

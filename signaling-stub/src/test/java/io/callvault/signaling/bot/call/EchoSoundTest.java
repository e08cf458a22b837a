package io.callvault.signaling.bot.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.rtc.AudioInput;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is said comes back a second later, whatever its rate; and neither pauses nor drifting clocks bring it out of step. */
class EchoSoundTest {

    private static final int TEN_MS = AudioInput.Pcm.RATE / 100;

    private final EchoSound echo = new EchoSound();

    private static short[] constant(int count, int value) {
        short[] samples = new short[count];
        Arrays.fill(samples, (short) value);
        return samples;
    }

    private short[] next() {
        short[] out = new short[TEN_MS];
        echo.fill(out);
        return out;
    }

    @Test
    void whatIsSaidComesBackAfterASecond() {
        int came = -1;
        for (int i = 0; i < 120; i++) {
            echo.heard(constant(TEN_MS, i + 1), AudioInput.Pcm.RATE, 1);
            short[] out = next();
            if (came < 0 && out[0] != 0) {
                came = i;
                assertThat(out).containsOnly((short) 1);
            } else if (came >= 0) {
                assertThat(out).containsOnly((short) (i - came + 1));
            }
        }
        assertThat(came).isEqualTo(100);
    }

    @Test
    void twoChannelsOfAnotherRateAreMixedAndStretched() {
        short[] stereo = new short[2 * 160]; // 10 ms of 16 kHz
        for (int i = 0; i < stereo.length; i += 2) {
            stereo[i] = 100;
            stereo[i + 1] = 300;
        }
        for (int i = 0; i < 100; i++) {
            echo.heard(stereo, 16_000, 2);
            next();
        }
        assertThat(next()).containsOnly((short) 200);
    }

    @Test
    void afterAPauseThereIsSilenceAndThenTheSameDelayAgain() {
        echo.heard(constant(TEN_MS, 7), AudioInput.Pcm.RATE, 1);
        for (int i = 0; i < 300; i++) {
            next();
        }
        echo.heard(constant(TEN_MS, 9), AudioInput.Pcm.RATE, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(next()).containsOnly((short) 0);
        }
        assertThat(next()).containsOnly((short) 9);
    }

    @Test
    void aSpeakerWhoseClockIsTooFastNeverOverrunsTheRing() {
        for (int i = 0; i < 3_000; i++) {
            echo.heard(constant(TEN_MS + 24, i % 1_000 + 1), AudioInput.Pcm.RATE, 1); // 5 % too fast
            short[] out = next();
            if (i > 500) {
                int said = i % 1_000 + 1;
                int behind = Math.floorMod(said - out[0], 1_000);
                assertThat(out[0] == 0 || (behind >= 70 && behind <= 130))
                        .as("10 ms steps behind: " + behind + " at " + i)
                        .isTrue();
            }
        }
    }
}

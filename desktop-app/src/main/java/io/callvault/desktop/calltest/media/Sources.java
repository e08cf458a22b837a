package io.callvault.desktop.calltest.media;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.Tone;
import java.util.Arrays;

/**
 * What the test sends: the person's devices, or sound and pictures of its own.
 *
 * @param synthetic whether no device is opened
 */
record Sources(boolean synthetic, AudioInput audio, VideoInput video) {
    /** Far from the hum of the mains and well within any loudspeaker. */
    static final double TONE_HZ = 1_000;

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FPS = 15;

    /** The system's default microphone and camera. */
    static Sources ofDevices() {
        return new Sources(false, new AudioInput.Microphone(""), new VideoInput.Camera(""));
    }

    /** A tone and a moving picture. */
    static Sources made() {
        return new Sources(true, new AudioInput.Generated(new Tone(TONE_HZ)), new VideoInput.Generated(new Bars()));
    }

    /** Grey bars that wander. */
    private static final class Bars implements VideoInput.Pictures {
        private int step;

        @Override
        public VideoInput.Format format() {
            return new VideoInput.Format(WIDTH, HEIGHT, FPS);
        }

        @Override
        public void draw(byte[] y, byte[] u, byte[] v, long timeNanos) {
            step += 4;
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    y[row * WIDTH + column] = (byte) (60 + ((column + step + row / 4) / 16 & 7) * 20);
                }
            }
            Arrays.fill(u, (byte) 128);
            Arrays.fill(v, (byte) 128);
        }
    }
}

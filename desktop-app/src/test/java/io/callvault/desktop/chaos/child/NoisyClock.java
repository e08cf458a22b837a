package io.callvault.desktop.chaos.child;

import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.ClockPicture;
import java.util.Random;

/**
 * A clock with grain below it, as a camera's in the evening: it costs as much as the line gives, so that there is something to back
 * off from, and next to nothing when the encoder has to save.
 */
final class NoisyClock implements VideoInput.Pictures {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FPS = 15;
    /** From ±128 to ±16. */
    private static final int GRAIN_SHIFT = 3;

    private final ClockPicture clock;
    private final Random random;
    private final byte[] noise = new byte[WIDTH * HEIGHT / 2];

    /** @param sender 0 to 15 */
    NoisyClock(int sender) {
        clock = new ClockPicture(format(), sender, System::currentTimeMillis);
        random = new Random(sender);
    }

    @Override
    public VideoInput.Format format() {
        return new VideoInput.Format(WIDTH, HEIGHT, FPS);
    }

    @Override
    public void draw(byte[] y, byte[] u, byte[] v, long timeNanos) {
        clock.draw(y, u, v, timeNanos);
        random.nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            y[WIDTH * HEIGHT / 2 + i] += (byte) (noise[i] >> GRAIN_SHIFT);
        }
    }
}

package io.callvault.rtc.synthetic;

import io.callvault.rtc.AudioInput;

/** A sine at −12 dBFS: loud enough to be found, soft enough not to hurt. */
public final class Tone implements AudioInput.Pcm {
    private static final double AMPLITUDE = 0.25 * Short.MAX_VALUE;

    private final double step;
    private double phase;

    /** @param hertz 100 to 8,000; Opus carries all of it */
    public Tone(double hertz) {
        step = 2 * Math.PI * hertz / RATE;
    }

    @Override
    public void fill(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (AMPLITUDE * Math.sin(phase));
            phase = (phase + step) % (2 * Math.PI);
        }
    }
}

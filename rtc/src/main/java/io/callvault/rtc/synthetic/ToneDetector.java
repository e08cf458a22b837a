package io.callvault.rtc.synthetic;

import io.callvault.rtc.AudioSink;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/** Tells which of some tones is heard, if any: Goertzel's algorithm over 50 ms. */
public final class ToneDetector implements AudioSink {
    /** A tone holds at least this part of the power. Speech and noise spread it. */
    private static final double SHARE = 0.6;

    /** −50 dBFS: below, it is silence. */
    private static final double LEAST_POWER = Math.pow(10, -5);

    private final double[] hertz;
    private double[] window = new double[0];
    private int filled;
    private int rate;
    private volatile OptionalDouble heard = OptionalDouble.empty();
    private volatile double power;
    private final AtomicLong windows = new AtomicLong();

    /** @param hertz the tones looked for, at least 40 apart */
    public ToneDetector(double... hertz) {
        this.hertz = hertz.clone();
    }

    /** Which tone the last 50 ms held; empty for silence, or something else. */
    public OptionalDouble heard() {
        return heard;
    }

    /** Of the last 50 ms, −100 to 0 dBFS. */
    public double dbfs() {
        return power <= 1e-10 ? -100 : 10 * Math.log10(power);
    }

    /** How many times 50 ms have been looked at; tells that sound comes at all. */
    public long windows() {
        return windows.get();
    }

    @Override
    public void heard(short[] samples, int sampleRate, int channels) {
        if (rate != sampleRate) {
            rate = sampleRate;
            window = new double[sampleRate / 20];
            filled = 0;
        }
        for (int i = 0; i + channels <= samples.length; i += channels) {
            window[filled++] = samples[i] / 32_768.0;
            if (filled == window.length) {
                look();
                filled = 0;
            }
        }
    }

    private void look() {
        double all = Arrays.stream(window).map(sample -> sample * sample).sum() / window.length;
        power = all;
        OptionalDouble found = OptionalDouble.empty();
        if (all >= LEAST_POWER) {
            double best = SHARE * all;
            for (double tone : hertz) {
                double its = goertzel(tone);
                if (its > best) {
                    best = its;
                    found = OptionalDouble.of(tone);
                }
            }
        }
        heard = found;
        windows.incrementAndGet();
    }

    /** The power at that frequency, as a part of the power of the window. */
    private double goertzel(double tone) {
        double coefficient = 2 * Math.cos(2 * Math.PI * tone / rate);
        double before = 0;
        double last = 0;
        for (double sample : window) {
            double next = sample + coefficient * last - before;
            before = last;
            last = next;
        }
        double magnitude = last * last + before * before - coefficient * last * before;
        return 2 * magnitude / ((double) window.length * window.length);
    }
}

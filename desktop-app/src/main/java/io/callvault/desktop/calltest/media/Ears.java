package io.callvault.desktop.calltest.media;

import io.callvault.rtc.AudioSink;

/** Listens to sound: how loud, how often overdriven, and whether one tone is in it. Any thread. */
final class Ears implements AudioSink {
    private static final double FULL = 32_768;

    /** This near to full scale a wave has been cut off. */
    private static final int CUT = 32_600;

    private final double tone;
    private double power;
    private long samples;
    private long cut;
    private double toneShare;
    private long blocks;

    /** @param tone in Hz, to be looked for */
    Ears(double tone) {
        this.tone = tone;
    }

    @Override
    public synchronized void heard(short[] given, int rate, int channels) {
        int count = given.length / Math.max(1, channels);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double value = given[i * channels];
            sum += value * value;
            if (Math.abs(value) >= CUT) {
                cut++;
            }
        }
        power += sum;
        samples += count;
        if (count > 0 && sum > 0) {
            blocks++;
            toneShare += goertzel(given, count, channels, rate) / sum;
        }
    }

    /** Of all that was heard, −100 to 0. */
    synchronized double dbfs() {
        return samples == 0 || power == 0 ? -100 : Math.max(-100, 10 * Math.log10(power / samples / (FULL * FULL)));
    }

    /** Share of samples cut off, in percent. */
    synchronized double cutPercent() {
        return samples == 0 ? 0 : 100.0 * cut / samples;
    }

    /** How much of the sound is the tone, 0 to 1. */
    synchronized double toneShare() {
        return blocks == 0 ? 0 : toneShare / blocks;
    }

    synchronized boolean heardAnything() {
        return samples > 0;
    }

    /** The power at one frequency (Goertzel 1958), in the units of the sum of squares. */
    private double goertzel(short[] given, int count, int channels, int rate) {
        double coefficient = 2 * Math.cos(2 * Math.PI * tone / rate);
        double one = 0;
        double two = 0;
        for (int i = 0; i < count; i++) {
            double next = given[i * channels] + coefficient * one - two;
            two = one;
            one = next;
        }
        return 2 * (one * one + two * two - coefficient * one * two) / count;
    }
}

package io.callvault.desktop.call.ui.sound;

/** What is played over and over, as 16-bit samples of one channel. Pure. */
final class Melody {
    /** Samples a second. */
    static final int RATE = 44_100;

    /** A note of the ring: when it is struck, in seconds, and its pitch in hertz. */
    private record Note(double at, double pitch) {}

    /** E major, rising and falling, twice; equal temperament, A4 = 440 Hz. */
    private static final Note[] RING = {
        new Note(0.00, 659.26),
        new Note(0.14, 830.61),
        new Note(0.28, 987.77),
        new Note(0.42, 1318.51),
        new Note(0.70, 987.77),
        new Note(0.98, 659.26),
        new Note(1.12, 830.61),
        new Note(1.26, 987.77),
        new Note(1.40, 1318.51)
    };

    private static final double RING_SECONDS = 3.2;
    /** The ring-back tone of most of Europe: 425 Hz, 1 s in 5 (ETSI TR 101 041-2). */
    private static final double BACK_PITCH = 425;

    private static final double BACK_SECONDS = 5;
    private static final double BACK_TONE = 1;

    private final short[] samples;

    private Melody(short[] samples) {
        this.samples = samples;
    }

    /** Like a marimba: struck notes that fade. */
    static Melody ring() {
        double[] sum = new double[(int) (RING_SECONDS * RATE)];
        for (Note note : RING) {
            int from = (int) (note.at() * RATE);
            for (int i = from; i < sum.length; i++) {
                double t = (i - from) / (double) RATE;
                double attack = Math.min(1, t / 0.004);
                double body = Math.sin(2 * Math.PI * note.pitch() * t) * Math.exp(-t * 5.5);
                double knock = Math.sin(2 * Math.PI * note.pitch() * 4 * t) * Math.exp(-t * 22) * 0.25;
                sum[i] += 0.22 * attack * (body + knock);
            }
        }
        return of(sum);
    }

    static Melody ringBack() {
        double[] sum = new double[(int) (BACK_SECONDS * RATE)];
        for (int i = 0; i < BACK_TONE * RATE; i++) {
            double t = i / (double) RATE;
            double edge = Math.min(1, Math.min(t, BACK_TONE - t) / 0.03);
            sum[i] = 0.09 * edge * Math.sin(2 * Math.PI * BACK_PITCH * t);
        }
        return of(sum);
    }

    int length() {
        return samples.length;
    }

    /** Writes samples from a place on, round and round, little-endian. */
    void write(int from, byte[] target) {
        for (int i = 0; i < target.length / 2; i++) {
            short sample = samples[(from + i) % samples.length];
            target[2 * i] = (byte) sample;
            target[2 * i + 1] = (byte) (sample >> 8);
        }
    }

    private static Melody of(double[] sum) {
        short[] samples = new short[sum.length];
        for (int i = 0; i < sum.length; i++) {
            samples[i] = (short) (Math.clamp(sum[i], -1.0, 1.0) * Short.MAX_VALUE);
        }
        return new Melody(samples);
    }
}

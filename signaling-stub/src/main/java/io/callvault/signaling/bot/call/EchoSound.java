package io.callvault.signaling.bot.call;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.AudioSink;

/**
 * Says back what it heard a second ago. What is heard is mixed to one channel and brought to {@value AudioInput.Pcm#RATE} samples a
 * second; where nothing was heard there is silence. Both methods run on threads of the engine and share one short lock.
 */
final class EchoSound implements AudioInput.Pcm, AudioSink {

    /** Delay, in samples: one second, long enough not to be taken for an echo of the room. */
    static final int DELAY = AudioInput.Pcm.RATE;

    /** How far the writer may run ahead of the delay before it is pulled back: the two clocks are not the same. */
    private static final int SLACK = AudioInput.Pcm.RATE / 5;

    private final short[] ring = new short[2 * AudioInput.Pcm.RATE];
    private long written;
    private long read;
    private boolean heard;

    @Override
    public synchronized void heard(short[] samples, int rate, int channels) {
        if (rate <= 0 || channels <= 0) {
            return;
        }
        if (!heard) {
            heard = true;
            written = read + DELAY;
        }
        long ahead = written - read;
        if (ahead > DELAY + SLACK || ahead < DELAY - SLACK) {
            resume();
        }
        int frames = samples.length / channels;
        int count = (int) ((long) frames * AudioInput.Pcm.RATE / rate);
        for (int i = 0; i < count; i++) {
            int from = (int) Math.min(frames - 1L, (long) i * rate / AudioInput.Pcm.RATE);
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += samples[from * channels + channel];
            }
            ring[place(written++)] = (short) (sum / channels);
        }
    }

    /** A pause or two clocks that drifted apart: begins anew a second ahead, with silence between. */
    private void resume() {
        long target = read + DELAY;
        for (long at = Math.max(written, read); at < target; at++) {
            ring[place(at)] = 0;
        }
        written = target;
    }

    @Override
    public synchronized void fill(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            int at = place(read);
            samples[i] = read < written ? ring[at] : 0;
            ring[at] = 0;
            read++;
        }
    }

    private int place(long sample) {
        return (int) (sample % ring.length);
    }
}

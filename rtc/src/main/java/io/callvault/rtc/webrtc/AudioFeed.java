package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import io.callvault.rtc.AudioInput;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Generated sound on its way into one track, and how loud it is. On the pacer's thread, but for {@link #end}. */
final class AudioFeed {
    private static final Logger log = LoggerFactory.getLogger(AudioFeed.class);
    private static final int SAMPLES = AudioInput.Pcm.RATE / 100;
    private static final int BEATS_PER_LEVEL = 10;

    private final AudioInput.Pcm pcm;
    private final CustomAudioSource source;
    private final DoubleConsumer level;
    private final short[] samples = new short[SAMPLES];
    private final byte[] bytes = new byte[2 * SAMPLES];
    private double squares;
    private int beats;
    private boolean ended;

    /** @param level hears ten times a second how loud it is, in dBFS */
    AudioFeed(AudioInput.Pcm pcm, CustomAudioSource source, DoubleConsumer level) {
        this.pcm = pcm;
        this.source = source;
        this.level = level;
    }

    /** The next 10 ms. */
    synchronized void beat() {
        if (ended) {
            return;
        }
        try {
            pcm.fill(samples);
            for (int i = 0; i < SAMPLES; i++) {
                bytes[2 * i] = (byte) samples[i];
                bytes[2 * i + 1] = (byte) (samples[i] >> 8);
                squares += (double) samples[i] * samples[i];
            }
            source.pushAudio(bytes, Short.SIZE, AudioInput.Pcm.RATE, 1, SAMPLES);
            if (++beats == BEATS_PER_LEVEL) {
                level.accept(Levels.dbfs(Math.sqrt(squares / (SAMPLES * beats)) / Short.MAX_VALUE));
                beats = 0;
                squares = 0;
            }
        } catch (RuntimeException | Error e) {
            ended = true;
            log.error("generated sound failed and has ended", e);
        }
    }

    /** Waits for the beat that is being made; after it none comes. */
    synchronized void end() {
        ended = true;
    }
}

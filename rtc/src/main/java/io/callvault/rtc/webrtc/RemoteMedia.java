package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.video.VideoTrack;
import io.callvault.rtc.AudioSink;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.VideoSink;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes from the other side. Nothing of it is played or shown before {@link #open}. On the peer's thread. */
final class RemoteMedia {
    private static final Logger log = LoggerFactory.getLogger(RemoteMedia.class);

    private final SinkRelay pictures;
    private final AudioTrackSink sound = this::heard;
    private final Runnable firstSound;
    private final AtomicBoolean heardSomething = new AtomicBoolean();
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile @Nullable AudioSink sink;
    private @Nullable AudioTrack audio;
    private @Nullable VideoTrack video;
    private boolean open;
    private boolean silent;

    RemoteMedia(PeerThread thread, PeerListener told) {
        pictures = new SinkRelay(() -> thread.run(() -> told.first(PeerListener.Kind.VIDEO)));
        firstSound = () -> thread.run(() -> told.first(PeerListener.Kind.AUDIO));
    }

    /**
     * Takes the track of a receiver.
     *
     * @return whether it is the one of sound
     */
    boolean take(MediaStreamTrack track) {
        if (track instanceof AudioTrack heard) {
            audio = heard;
            heard.setEnabled(false);
            return true;
        }
        if (track instanceof VideoTrack seen) {
            video = seen;
        }
        return false;
    }

    /** The keys are those that were signed: sound is played, pictures are shown. */
    void open() {
        if (open) {
            return;
        }
        open = true;
        if (audio != null) {
            audio.addSink(sound);
            audio.setEnabled(!silent);
        }
        if (video != null) {
            video.addSink(pictures);
        }
    }

    void show(VideoSink next) {
        pictures.show(next);
    }

    void hear(AudioSink next) {
        sink = next;
    }

    void silence(boolean on) {
        silent = on;
        if (open && audio != null) {
            audio.setEnabled(!on);
        }
    }

    /** Before the connection is closed; its tracks go with it, they are not ours to dispose of. */
    void stop() {
        if (open && audio != null) {
            audio.removeSink(sound);
        }
        if (open && video != null) {
            video.removeSink(pictures);
        }
        audio = null;
        video = null;
    }

    /** On the thread that mixes. Before the first packet the mixer gives zeros. */
    private void heard(byte[] data, int bitsPerSample, int rate, int channels, int frames) {
        try {
            short[] samples = new short[Math.min(frames * channels, data.length / 2)];
            boolean any = false;
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) ((data[2 * i] & 0xff) | (data[2 * i + 1] << 8));
                any |= samples[i] != 0;
            }
            if (any && heardSomething.compareAndSet(false, true)) {
                firstSound.run();
            }
            AudioSink target = sink;
            if (target != null) {
                target.heard(samples, rate, channels);
            }
        } catch (RuntimeException | Error e) {
            if (complained.compareAndSet(false, true)) {
                log.error("sound could not be handed on", e);
            }
        }
    }
}

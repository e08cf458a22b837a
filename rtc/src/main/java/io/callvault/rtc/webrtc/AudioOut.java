package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSource;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.PeerListener;
import org.jspecify.annotations.Nullable;

/** What is heard of this side: the input in use, its track and its treatment. On the peer's thread. */
final class AudioOut {
    private final Natives natives;
    private final PeerListener told;
    private final PeerThread thread;
    private AudioInput input;
    private Bounds.Processing processing;
    private @Nullable RTCRtpSender sender;
    private @Nullable AudioTrack track;
    private @Nullable AudioTrackSource source;
    private @Nullable AudioFeed feed;
    private boolean muted;
    private boolean open;

    AudioOut(Natives natives, PeerListener told, PeerThread thread, AudioInput input, Bounds.Processing processing) {
        this.natives = natives;
        this.told = told;
        this.thread = thread;
        this.input = input;
        this.processing = processing;
    }

    /** From here on it has where to send to: the device is opened. */
    void attach(RTCRtpSender to) {
        sender = to;
        apply();
    }

    void send(AudioInput next) {
        input = next;
        apply();
    }

    void mute(boolean on) {
        muted = on;
        enable();
    }

    /** The other side's keys are known: sound may leave. */
    void open() {
        open = true;
        enable();
    }

    void treat(Bounds.Processing next) {
        if (!processing.equals(next)) {
            processing = next;
            if (input instanceof AudioInput.Microphone) {
                apply();
            }
        }
    }

    /** Whether a microphone of the system is in use, whose loudness the natives know. */
    boolean microphone() {
        return input instanceof AudioInput.Microphone && !natives.generated() && track != null;
    }

    /** Stops what pushes; the connection is closed after it. */
    void stop() {
        if (feed != null) {
            natives.pacer().remove(feed);
            feed.end();
            feed = null;
        }
    }

    /** After the connection: track, then source. */
    void dispose() {
        stop();
        disposeTrack(track, source);
        track = null;
        source = null;
    }

    private void apply() {
        if (sender == null) {
            return;
        }
        stop();
        AudioTrack before = track;
        AudioTrackSource beforeSource = source;
        track = null;
        source = null;
        switch (input) {
            case AudioInput.Generated(AudioInput.Pcm pcm) -> generate(pcm);
            case AudioInput.Microphone microphone -> capture(microphone);
            case AudioInput.None _ -> silent();
        }
        enable();
        sender.replaceTrack(track);
        disposeTrack(before, beforeSource);
    }

    private void generate(AudioInput.Pcm pcm) {
        if (!natives.generated()) {
            told.failed(
                    PeerListener.Stage.MICROPHONE,
                    "Sound made by the program cannot be sent beside the system's microphone.",
                    false);
            return;
        }
        CustomAudioSource custom = new CustomAudioSource();
        use(custom);
        feed = new AudioFeed(pcm, custom, dbfs -> thread.run(() -> told.level(dbfs)));
        natives.pacer().add(feed);
    }

    private void capture(AudioInput.Microphone microphone) {
        if (natives.generated()) {
            told.failed(
                    PeerListener.Stage.MICROPHONE,
                    "No microphone can be used: the system's sound service does not answer.",
                    false);
            silent();
            return;
        }
        Microphones.choose(natives, microphone.device())
                .ifPresent(why -> told.failed(PeerListener.Stage.MICROPHONE, why, false));
        AudioOptions options = new AudioOptions();
        options.echoCancellation = processing.echoCancellation();
        options.noiseSuppression = processing.noiseSuppression();
        options.autoGainControl = processing.gainControl();
        options.highpassFilter = processing.highPass();
        use(natives.factory().createAudioSource(options));
    }

    /** Without devices a track that gives nothing: what is received is only pulled while one is there (see Natives). */
    private void silent() {
        if (natives.generated()) {
            use(new CustomAudioSource());
        }
    }

    private void use(AudioTrackSource next) {
        source = next;
        track = natives.factory().createAudioTrack("audio", next);
    }

    private void enable() {
        if (track != null) {
            track.setEnabled(open && !muted);
        }
    }

    static void disposeTrack(@Nullable AudioTrack track, @Nullable AudioTrackSource source) {
        if (track != null) {
            Disposal.of(track);
        }
        if (source instanceof CustomAudioSource custom) {
            custom.dispose();
        } else if (source != null) {
            Handles.release(Handles.of(source));
        }
    }
}

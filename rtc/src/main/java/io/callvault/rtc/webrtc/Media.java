package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.VideoInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two sections of a connection, audio and video, both ways. They are there from the start, whatever is sent: the caller's
 * are made with tracks that are taken out again, because the library wants one. On the peer's thread.
 */
final class Media {
    private static final List<String> STREAM = List.of("callvault");

    private final Natives natives;
    private final AudioOut audio;
    private final VideoOut video;
    private final RemoteMedia remote;
    private final List<Long> owned = new ArrayList<>();
    private Bounds bounds;
    private @Nullable RTCRtpSender audioSender;
    private @Nullable RTCRtpSender videoSender;
    private boolean receiving;

    Media(Natives natives, PeerPlan plan, PeerListener told, PeerThread thread) {
        this.natives = natives;
        bounds = plan.bounds();
        audio = new AudioOut(natives, told, thread, plan.audio(), bounds.processing());
        video = new VideoOut(natives, told, "call-" + plan.name(), plan.video(), bounds);
        remote = new RemoteMedia(thread, told);
    }

    RemoteMedia remote() {
        return remote;
    }

    AudioOut audio() {
        return audio;
    }

    VideoOut video() {
        return video;
    }

    /** Both sections, before the first offer; later ones change nothing. */
    void prepareOffer(RTCPeerConnection connection) {
        if (audioSender != null) {
            return;
        }
        CustomAudioSource noSound = new CustomAudioSource();
        AudioTrack audioTrack = natives.factory().createAudioTrack("audio", noSound);
        RTCRtpTransceiver forAudio = add(connection, audioTrack);
        forAudio.setCodecPreferences(natives.audioCodecs());
        CustomVideoSource noPicture = new CustomVideoSource();
        VideoTrack videoTrack = natives.factory().createVideoTrack("video", noPicture);
        RTCRtpTransceiver forVideo = add(connection, videoTrack);
        forVideo.setCodecPreferences(natives.videoCodecs());
        attach(forAudio.getSender(), forVideo.getSender());
        AudioOut.disposeTrack(audioTrack, noSound);
        VideoOut.disposeTrack(videoTrack, noPicture);
    }

    /** Takes the sections of the other side's offer; the first time opens the devices. */
    void prepareAnswer(RTCPeerConnection connection) {
        if (audioSender != null) {
            return;
        }
        @Nullable RTCRtpSender forAudio = null;
        @Nullable RTCRtpSender forVideo = null;
        for (RTCRtpTransceiver section : connection.getTransceivers()) {
            section.setDirection(RTCRtpTransceiverDirection.SEND_RECV);
            RTCRtpSender sender = section.getSender();
            sender.setStreams(STREAM);
            if (take(section)) {
                section.setCodecPreferences(natives.audioCodecs());
                forAudio = sender;
            } else {
                section.setCodecPreferences(natives.videoCodecs());
                forVideo = sender;
            }
        }
        receiving = true;
        if (forAudio == null || forVideo == null) {
            throw new IllegalStateException("the offer has not both sections");
        }
        attach(forAudio, forVideo);
    }

    /** The other side has answered: its tracks are there. */
    void connected(RTCPeerConnection connection) {
        if (!receiving) {
            receiving = true;
            for (RTCRtpTransceiver section : connection.getTransceivers()) {
                take(section);
            }
        }
    }

    void send(AudioInput input) {
        audio.send(input);
    }

    void send(VideoInput input) {
        video.send(input);
        limit(bounds);
    }

    void treat(Bounds.Processing processing) {
        audio.treat(processing);
    }

    void limit(Bounds next) {
        bounds = next;
        video.limit(next);
        if (audioSender != null && videoSender != null) {
            SendLimits.audio(audioSender, next);
            SendLimits.video(videoSender, next, video.height());
        }
    }

    void volume(int percent) {
        remote.silence(percent <= 0);
        Microphones.volume(natives, percent);
    }

    /** The other side's keys are known. */
    void open() {
        audio.open();
        video.open();
        remote.open();
    }

    Optional<String> remoteFingerprint() {
        return audioSender == null ? Optional.empty() : Certificates.fingerprint(audioSender);
    }

    /** Before the connection is closed: nothing is pushed, nothing is shown any more. */
    void stop() {
        audio.stop();
        video.stop();
        remote.stop();
        audioSender = null;
        videoSender = null;
    }

    /** After it. */
    void dispose() {
        owned.forEach(Handles::release);
        owned.clear();
        audio.dispose();
        video.dispose();
    }

    private boolean take(RTCRtpTransceiver section) {
        MediaStreamTrack track = section.getReceiver().getTrack();
        owned.add(Handles.retain(track));
        return remote.take(track);
    }

    private RTCRtpTransceiver add(RTCPeerConnection connection, MediaStreamTrack track) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.streamIds.addAll(STREAM);
        RTCRtpTransceiver section = connection.addTransceiver(track, init);
        owned.add(Handles.of(section));
        return section;
    }

    private void attach(RTCRtpSender forAudio, RTCRtpSender forVideo) {
        owned.add(Handles.retain(forAudio));
        owned.add(Handles.retain(forVideo));
        audioSender = forAudio;
        videoSender = forVideo;
        audio.attach(forAudio);
        video.attach(forVideo);
    }
}

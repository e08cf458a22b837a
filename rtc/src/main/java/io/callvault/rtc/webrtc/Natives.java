package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.List;
import java.util.Set;

/**
 * The runtime: one module of sound and one factory for all peers, for as long as the process lives.
 *
 * @param generated whether sound is made by the program; else by the system's microphone
 */
record Natives(
        AudioDeviceModuleBase module,
        PeerConnectionFactory factory,
        boolean generated,
        Pacer pacer,
        List<RTCRtpCodecCapability> audioCodecs,
        List<RTCRtpCodecCapability> videoCodecs) {

    /** What a call needs. H.264 stays out: the bundled encoder made 11 pictures a second, and its licence wants a look. */
    private static final Set<String> AUDIO = Set.of("opus", "red", "CN", "telephone-event");

    private static final Set<String> VIDEO = Set.of("VP8", "VP9", "rtx", "red", "ulpfec");

    /**
     * Without devices. The order is the point: our callback first, then playing, then the factory. The module's playing side keeps
     * the first callback it got, its recording side takes the last: so "recording" pulls what the peers receive, and what is
     * "recorded" ends in our callback instead of beside the tracks' own sources, where two threads in one encoder abort.
     */
    static Natives headless() {
        HeadlessAudioDeviceModule module = new HeadlessAudioDeviceModule();
        module.setAudioSource((samples, count, bytes, channels, rate) -> 0);
        module.initPlayout();
        module.startPlayout();
        return with(module, true);
    }

    /** With the system's devices, where there is a sound server; else silent. */
    static Natives system() {
        if (!SoundServer.answers()) {
            return headless();
        }
        return with(new AudioDeviceModule(), false);
    }

    private static Natives with(AudioDeviceModuleBase module, boolean generated) {
        PeerConnectionFactory factory = new PeerConnectionFactory(module);
        return new Natives(
                module,
                factory,
                generated,
                new Pacer(),
                codecs(factory, MediaType.AUDIO, AUDIO),
                codecs(factory, MediaType.VIDEO, VIDEO));
    }

    private static List<RTCRtpCodecCapability> codecs(
            PeerConnectionFactory factory, MediaType type, Set<String> names) {
        return factory.getRtpReceiverCapabilities(type).getCodecs().stream()
                .filter(codec -> names.contains(codec.getName()))
                .toList();
    }
}

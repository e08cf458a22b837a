package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.media.audio.AudioDevice;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which microphone and which loudspeaker the process uses. On Linux the system's own settings decide. */
final class Microphones {
    private static final Logger log = LoggerFactory.getLogger(Microphones.class);

    private Microphones() {}

    static boolean canChoose() {
        return !SoundServer.isLinux();
    }

    /**
     * @param id empty for the system's default
     * @return why it could not be done
     */
    static Optional<String> choose(Natives natives, String id) {
        if (id.isEmpty() || !canChoose() || natives.generated()) {
            return Optional.empty();
        }
        AudioDeviceModuleBase module = natives.module();
        return with(module.getRecordingDevices(), id, "microphone", device -> {
            module.stopRecording();
            module.setRecordingDevice(device);
            module.initRecording();
        });
    }

    /**
     * @param id empty for the system's default
     * @return why it could not be done
     */
    static Optional<String> chooseSpeaker(Natives natives, String id) {
        if (id.isEmpty() || !canChoose() || natives.generated()) {
            return Optional.empty();
        }
        AudioDeviceModuleBase module = natives.module();
        return with(module.getPlayoutDevices(), id, "loudspeaker", device -> {
            module.stopPlayout();
            module.setPlayoutDevice(device);
            module.initPlayout();
            module.startPlayout();
        });
    }

    /**
     * Of all that this process plays.
     *
     * @param percent 0 to 100
     */
    static void volume(Natives natives, int percent) {
        if (natives.generated()) {
            return;
        }
        try {
            AudioDeviceModuleBase module = natives.module();
            int least = module.getMinSpeakerVolume();
            module.setSpeakerVolume(least + (module.getMaxSpeakerVolume() - least) * Math.clamp(percent, 0, 100) / 100);
        } catch (RuntimeException | Error e) {
            log.debug("the loudspeaker takes no volume", e);
        }
    }

    private interface Step {
        void on(AudioDevice device);
    }

    private static Optional<String> with(List<AudioDevice> devices, String id, String what, Step step) {
        Optional<AudioDevice> chosen = devices.stream()
                .filter(device -> device.getDescriptor().equals(id))
                .findFirst();
        if (chosen.isEmpty()) {
            return Optional.of("The chosen " + what + " is not there any more: the system's default is used.");
        }
        try {
            step.on(chosen.get());
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of("The chosen " + what + " could not be opened: " + e.getMessage());
        }
    }
}

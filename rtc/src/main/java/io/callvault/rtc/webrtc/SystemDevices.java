package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.media.DeviceChangeListener;
import dev.onvoid.webrtc.media.MediaDevices;
import io.callvault.rtc.Devices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's devices; asked on threads of its own, and only where somebody answers. */
final class SystemDevices implements Devices {
    private static final Logger log = LoggerFactory.getLogger(SystemDevices.class);
    private static final String NO_SOUND =
            "The system's sound service does not answer: you can neither hear nor be heard. Start it and open Call Vault again.";
    private static final String GENERATED = "Sound is made by the program here: there are no devices to choose.";
    private static final String NO_ANSWER = "The system does not tell which devices there are.";

    private final Natives natives;
    private final Set<Runnable> subscribers = ConcurrentHashMap.newKeySet();
    private boolean listening;

    SystemDevices(Natives natives) {
        this.natives = natives;
    }

    @Override
    public CompletableFuture<Found> find() {
        return DeviceQueries.later(this::look).exceptionally(e -> {
            log.warn("devices", e);
            return new Found(List.of(), List.of(), List.of(), List.of(), Microphones.canChoose(), NO_ANSWER);
        });
    }

    @Override
    public synchronized AutoCloseable subscribe(Runnable changed) {
        subscribers.add(changed);
        if (!listening && SoundServer.answers()) {
            listening = true;
            CompletableFuture<Boolean> _ = DeviceQueries.later(this::listen).whenComplete((_, e) -> {
                if (e != null) {
                    log.warn("changes of devices are not heard of", e);
                }
            });
        }
        return () -> subscribers.remove(changed);
    }

    @Override
    public void speaker(String id) {
        CompletableFuture<Optional<String>> _ = DeviceQueries.later(() -> Microphones.chooseSpeaker(natives, id))
                .whenComplete((why, e) -> {
                    if (e != null || why.isPresent()) {
                        log.warn("the loudspeaker was not changed: {}", e == null ? why.get() : e);
                    }
                });
    }

    private Found look() {
        List<dev.onvoid.webrtc.media.Device> none = List.of();
        boolean sound = !natives.generated() && SoundServer.answers();
        // The natives' lists of cameras wait for the sound service too.
        boolean cameras = SoundServer.answers();
        return new Found(
                named(sound ? MediaDevices.getAudioCaptureDevices() : none),
                named(sound ? MediaDevices.getAudioRenderDevices() : none),
                named(cameras ? MediaDevices.getVideoCaptureDevices() : none),
                ScreenPictures.all(),
                Microphones.canChoose(),
                sound ? "" : natives.generated() && SoundServer.answers() ? GENERATED : NO_SOUND);
    }

    private static List<Devices.Device> named(List<? extends dev.onvoid.webrtc.media.Device> devices) {
        return devices.stream()
                .map(device -> new Devices.Device(device.getDescriptor(), device.getName()))
                .toList();
    }

    private boolean listen() {
        MediaDevices.addDeviceChangeListener(new DeviceChangeListener() {
            @Override
            public void deviceConnected(dev.onvoid.webrtc.media.Device device) {
                tell();
            }

            @Override
            public void deviceDisconnected(dev.onvoid.webrtc.media.Device device) {
                tell();
            }
        });
        return true;
    }

    /** On a thread of the natives: nothing may leave it. */
    private void tell() {
        for (Runnable subscriber : subscribers) {
            try {
                subscriber.run();
            } catch (RuntimeException | Error e) {
                log.error("a listener of devices failed", e);
            }
        }
    }
}

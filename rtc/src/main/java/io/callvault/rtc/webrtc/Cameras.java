package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.media.MediaDevices;
import dev.onvoid.webrtc.media.video.VideoCaptureCapability;
import dev.onvoid.webrtc.media.video.VideoDevice;
import dev.onvoid.webrtc.media.video.VideoDeviceSource;
import io.callvault.rtc.Bounds;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Opens a camera at what is nearest to the bounds of what is sent. */
final class Cameras {
    private Cameras() {}

    /** Whether a camera could be opened. */
    sealed interface Result {}

    record Opened(VideoDeviceSource camera, int height) implements Result {}

    record Closed(String why) implements Result {}

    /** @param id empty for the first one; waits at most as long as {@link DeviceQueries} does */
    static Result open(String id, Bounds bounds) {
        return DeviceQueries.ask(() -> find(id, bounds))
                .orElseGet(() -> new Closed("The system does not tell which cameras there are."));
    }

    private static Result find(String id, Bounds bounds) {
        List<VideoDevice> devices = MediaDevices.getVideoCaptureDevices();
        Optional<VideoDevice> device = devices.stream()
                .filter(one -> id.isEmpty() || one.getDescriptor().equals(id))
                .findFirst();
        if (device.isEmpty()) {
            return new Closed(
                    devices.isEmpty()
                            ? "There is no camera, or the system does not let Call Vault use it."
                            : "The chosen camera is not there any more.");
        }
        VideoDeviceSource source = new VideoDeviceSource();
        try {
            source.setVideoCaptureDevice(device.get());
            VideoCaptureCapability best = MediaDevices.getVideoCaptureCapabilities(device.get()).stream()
                    .min(Comparator.comparingInt(one -> distance(one, bounds)))
                    .orElseGet(() -> new VideoCaptureCapability(640, 480, 30));
            source.setVideoCaptureCapability(best);
            source.start();
            return new Opened(source, best.height);
        } catch (RuntimeException | Error e) {
            source.dispose();
            return new Closed("The camera could not be opened; perhaps another program uses it: " + e.getMessage());
        }
    }

    private static int distance(VideoCaptureCapability one, Bounds bounds) {
        return Math.abs(one.height - bounds.maxHeight()) + 20 * Math.abs(one.frameRate - bounds.maxFps());
    }
}

package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoDeviceSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSource;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.VideoSink;
import org.jspecify.annotations.Nullable;

/** What is seen of this side: the input in use, its track, and the own picture. On the peer's thread. */
final class VideoOut {
    private final Natives natives;
    private final PeerListener told;
    private final String name;
    private final SinkRelay local = new SinkRelay(() -> {});
    private VideoInput input;
    private Bounds bounds;
    private @Nullable RTCRtpSender sender;
    private @Nullable VideoTrack track;
    private @Nullable VideoTrackSource source;
    private @Nullable PicturePump pump;
    private boolean open;
    private int height;

    VideoOut(Natives natives, PeerListener told, String name, VideoInput input, Bounds bounds) {
        this.bounds = bounds;
        this.natives = natives;
        this.told = told;
        this.name = name;
        this.input = input;
    }

    /** From here on it has where to send to: the device is opened. */
    void attach(RTCRtpSender to) {
        sender = to;
        apply();
    }

    void send(VideoInput next) {
        input = next;
        apply();
    }

    void show(VideoSink sink) {
        local.show(sink);
    }

    /** The other side's keys are known: pictures may leave. */
    void open() {
        open = true;
        if (track != null) {
            track.setEnabled(true);
        }
    }

    void limit(Bounds next) {
        bounds = next;
        if (pump != null) {
            pump.limit(next.maxFps());
        }
    }

    /** Lines of the picture the input gives; 0 while there is none. */
    int height() {
        return height;
    }

    /** Stops what pushes and what shows; the connection is closed after it. */
    void stop() {
        if (pump != null) {
            pump.end();
            pump = null;
        }
        if (source instanceof VideoDeviceSource camera) {
            camera.stop();
        }
        if (track != null) {
            track.removeSink(local);
        }
    }

    /** After the connection: track, then source. */
    void dispose() {
        disposeTrack(track, source);
        track = null;
        source = null;
    }

    private void apply() {
        if (sender == null) {
            return;
        }
        stop();
        VideoTrack before = track;
        VideoTrackSource beforeSource = source;
        track = null;
        source = null;
        height = 0;
        switch (input) {
            case VideoInput.Generated(VideoInput.Pictures pictures) -> generate(pictures);
            case VideoInput.Camera(String device) -> capture(device);
            case VideoInput.Screen(String screen) -> share(screen);
            case VideoInput.None _ -> {}
        }
        sender.replaceTrack(track);
        disposeTrack(before, beforeSource);
        if (pump != null) {
            pump.start();
        }
    }

    private void generate(VideoInput.Pictures pictures) {
        CustomVideoSource custom = new CustomVideoSource();
        use(custom, pictures.format().height());
        pump = new PicturePump(name, pictures, custom, bounds.maxFps());
    }

    private void capture(String device) {
        switch (Cameras.open(device, bounds)) {
            case Cameras.Opened(VideoDeviceSource camera, int lines) -> use(camera, lines);
            case Cameras.Closed(String why) -> told.failed(PeerListener.Stage.CAMERA, why, false);
        }
    }

    private void share(String screen) {
        switch (ScreenPictures.of(screen)) {
            case ScreenPictures.Shown(VideoInput.Pictures pictures) -> generate(pictures);
            case ScreenPictures.Hidden(String why) -> told.failed(PeerListener.Stage.SCREEN, why, false);
        }
    }

    private void use(VideoTrackSource next, int lines) {
        source = next;
        height = lines;
        track = natives.factory().createVideoTrack("video", next);
        track.setEnabled(open);
        track.addSink(local);
    }

    static void disposeTrack(@Nullable VideoTrack track, @Nullable VideoTrackSource source) {
        if (track != null) {
            Disposal.of(track);
        }
        switch (source) {
            case CustomVideoSource custom -> custom.dispose();
            case VideoDeviceSource camera -> camera.dispose();
            case null, default -> {}
        }
    }
}

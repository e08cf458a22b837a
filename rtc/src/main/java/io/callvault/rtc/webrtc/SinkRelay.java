package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import io.callvault.rtc.VideoSink;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between a track and the sink that can be exchanged: nothing leaves it into the natives, every frame is released. */
final class SinkRelay implements VideoTrackSink {
    private static final Logger log = LoggerFactory.getLogger(SinkRelay.class);

    private final Runnable firstFrame;
    private final AtomicBoolean seen = new AtomicBoolean();
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile @Nullable VideoSink sink;

    /** @param firstFrame hears of the first frame, on the thread that made it */
    SinkRelay(Runnable firstFrame) {
        this.firstFrame = firstFrame;
    }

    void show(VideoSink next) {
        sink = next;
    }

    @Override
    public void onVideoFrame(VideoFrame frame) {
        try {
            if (seen.compareAndSet(false, true)) {
                firstFrame.run();
            }
            VideoSink target = sink;
            if (target != null) {
                target.show(FramePicture.of(frame));
            }
        } catch (RuntimeException | Error e) {
            if (complained.compareAndSet(false, true)) {
                log.error("a picture could not be shown", e);
            }
        } finally {
            frame.release();
        }
    }
}

package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import io.callvault.rtc.VideoInput;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws generated pictures at their pace and pushes them into a track, on a thread of its own. */
final class PicturePump {
    private static final Logger log = LoggerFactory.getLogger(PicturePump.class);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final VideoInput.Pictures pictures;
    private final CustomVideoSource source;
    private final Thread thread;
    private volatile boolean ended;
    private volatile int mostFps;

    PicturePump(String name, VideoInput.Pictures pictures, CustomVideoSource source, int mostFps) {
        this.mostFps = mostFps;
        this.pictures = pictures;
        this.source = source;
        thread = Thread.ofPlatform().name(name + "-pictures").daemon().unstarted(this::pump);
    }

    /** The encoder leaves no picture out by itself: the pump makes fewer. */
    void limit(int fps) {
        mostFps = fps;
    }

    void start() {
        thread.start();
    }

    /** Waits for the picture that is being drawn; after it none comes. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // the source is disposed of next: it must not be in use
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump() {
        VideoInput.Format format = pictures.format();
        int width = format.width();
        int height = format.height();
        int half = (width + 1) / 2 * ((height + 1) / 2);
        byte[] y = new byte[width * height];
        byte[] u = new byte[half];
        byte[] v = new byte[half];
        long next = System.nanoTime();
        try {
            while (!ended) {
                pictures.draw(y, u, v, next);
                push(width, height, y, u, v);
                long now = System.nanoTime();
                long pause = SECOND / Math.clamp(format.framesPerSecond(), 1, Math.max(1, mostFps));
                next = Math.max(next + pause, now); // one that draws too slowly is not made to hurry after
                while (!ended && next - System.nanoTime() > 0) {
                    LockSupport.parkNanos(this, next - System.nanoTime());
                }
            }
        } catch (RuntimeException | Error e) {
            log.error("generated pictures failed and have ended", e);
        }
    }

    private void push(int width, int height, byte[] y, byte[] u, byte[] v) {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(width, height);
        copy(y, width, height, buffer.getDataY(), buffer.getStrideY());
        copy(u, (width + 1) / 2, (height + 1) / 2, buffer.getDataU(), buffer.getStrideU());
        copy(v, (width + 1) / 2, (height + 1) / 2, buffer.getDataV(), buffer.getStrideV());
        VideoFrame frame = new VideoFrame(buffer, System.nanoTime());
        try {
            source.pushFrame(frame);
        } finally {
            frame.release();
        }
    }

    private static void copy(byte[] from, int width, int height, ByteBuffer to, int stride) {
        if (stride == width) {
            to.put(0, from, 0, width * height);
            return;
        }
        for (int row = 0; row < height; row++) {
            to.put(row * stride, from, row * width, width);
        }
    }
}

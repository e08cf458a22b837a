package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.media.FourCC;
import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoBufferConverter;
import dev.onvoid.webrtc.media.video.VideoFrame;
import io.callvault.rtc.VideoSink;
import java.nio.ByteBuffer;

/** A decoded frame as the port shows it; valid until the frame is released. */
record FramePicture(I420Buffer buffer, int rotation) implements VideoSink.Picture {

    static FramePicture of(VideoFrame frame) {
        return new FramePicture((I420Buffer) frame.buffer, frame.rotation);
    }

    @Override
    public int width() {
        return buffer.getWidth();
    }

    @Override
    public int height() {
        return buffer.getHeight();
    }

    /** The converter writes from the start of the buffer, whatever its position. */
    @Override
    public void toBgra(ByteBuffer target) {
        try {
            if (target.isDirect()) {
                VideoBufferConverter.convertFromI420(buffer, target, FourCC.ARGB);
            } else {
                byte[] pixels = new byte[width() * height() * 4];
                VideoBufferConverter.convertFromI420(buffer, pixels, FourCC.ARGB);
                target.put(0, pixels);
            }
        } catch (Exception e) {
            throw new IllegalStateException("a picture could not be converted", e);
        }
    }

    @Override
    public int luma(int x, int y) {
        return buffer.getDataY().get(y * buffer.getStrideY() + x) & 0xff;
    }
}

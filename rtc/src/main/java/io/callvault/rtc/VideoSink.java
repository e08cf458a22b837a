package io.callvault.rtc;

import java.nio.ByteBuffer;

/** Takes pictures on the thread that made them; what it throws is logged once and goes no further. */
@FunctionalInterface
public interface VideoSink {

    /** @param picture valid until this method returns */
    void show(Picture picture);

    /** A picture. */
    interface Picture {
        /** As it came, before {@link #rotation}. */
        int width();

        int height();

        /** Degrees clockwise to turn it for showing: 0, 90, 180, 270. */
        int rotation();

        /** Writes width × height × 4 bytes, blue first, alpha 255; as {@code PixelFormat.getByteBgraPreInstance}. */
        void toBgra(ByteBuffer target);

        /** Brightness at a place, 0 to 255; for tests and the black-picture check. */
        int luma(int x, int y);
    }
}

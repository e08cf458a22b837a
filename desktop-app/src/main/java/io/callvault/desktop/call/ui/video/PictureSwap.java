package io.callvault.desktop.call.ui.video;

import io.callvault.rtc.VideoSink;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Hands pictures from the thread that decodes to the one that draws, and never lets one wait for the other. Two buffers go round: a
 * picture that was not drawn before the next one came is replaced by it. One thread fills, one takes.
 */
final class PictureSwap {
    /** 8192 × 4320: more than any screen shows; what says it is larger is not drawn. */
    private static final long MOST_PIXELS = 8192L * 4320;

    private static final int BYTES = 4;

    /** @param pixels from 0 to its limit, blue first */
    record Filled(ByteBuffer pixels, int width, int height, int rotation) {}

    private final AtomicReference<@Nullable Filled> ready = new AtomicReference<>();
    private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();
    private final LongAdder replaced = new LongAdder();

    /** Copies a picture; the decoder's thread. */
    boolean fill(VideoSink.Picture picture) {
        long pixels = (long) picture.width() * picture.height();
        if (picture.width() <= 0 || picture.height() <= 0 || pixels > MOST_PIXELS) {
            return false;
        }
        int size = (int) pixels * BYTES;
        ByteBuffer buffer = spare.getAndSet(null);
        if (buffer == null || buffer.capacity() != size) {
            buffer = ByteBuffer.allocateDirect(size);
        }
        buffer.clear();
        picture.toBgra(buffer);
        buffer.clear();
        Filled late = ready.getAndSet(new Filled(buffer, picture.width(), picture.height(), turn(picture.rotation())));
        if (late != null) {
            replaced.increment();
            spare.set(late.pixels());
        }
        return true;
    }

    /** The newest picture, once; the drawing thread. */
    Optional<Filled> take() {
        return Optional.ofNullable(ready.getAndSet(null));
    }

    /** What was taken is drawn: its memory may be used again. */
    void giveBack(Filled drawn) {
        spare.set(drawn.pixels());
    }

    /** Pictures that a newer one replaced before they were drawn. */
    long replaced() {
        return replaced.sum();
    }

    private static int turn(int degrees) {
        return Math.floorMod(Math.round(degrees / 90f) * 90, 360);
    }
}

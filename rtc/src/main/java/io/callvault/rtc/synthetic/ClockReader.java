package io.callvault.rtc.synthetic;

import io.callvault.rtc.VideoSink;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads what {@link ClockPicture} drew, at any size. As a sink it remembers the last reading. */
public final class ClockReader implements VideoSink {
    private static final int MIDDLE = (ClockPicture.WHITE + ClockPicture.BLACK) / 2;

    private volatile Optional<Reading> last = Optional.empty();
    private final AtomicLong pictures = new AtomicLong();
    private final AtomicLong clocks = new AtomicLong();
    private volatile int width;
    private volatile int height;

    /**
     * @param sender 0 to 15
     * @param clockMs the low 32 bits of the sender's clock
     */
    public record Reading(int sender, long clockMs) {

        /** How long ago that was by a clock of this side that agrees with the sender's; milliseconds. */
        public long ageMs(long nowMs) {
            return (nowMs - clockMs) & 0xffff_ffffL;
        }
    }

    /** The clock of the last picture that had one. */
    public Optional<Reading> last() {
        return last;
    }

    /** How many pictures have come. */
    public long pictures() {
        return pictures.get();
    }

    /** How many of them had a readable clock. */
    public long clocks() {
        return clocks.get();
    }

    /** Of the last picture. */
    public int width() {
        return width;
    }

    /** Of the last picture. */
    public int height() {
        return height;
    }

    @Override
    public void show(Picture picture) {
        width = picture.width();
        height = picture.height();
        Optional<Reading> reading = read(picture);
        if (reading.isPresent()) {
            last = reading;
            clocks.incrementAndGet();
        }
        pictures.incrementAndGet();
    }

    /** The clock in that picture; empty if there is none, or it was not kept by the encoder. */
    public static Optional<Reading> read(VideoSink.Picture picture) {
        long strip = 0;
        for (int block = 0; block < ClockPicture.BLOCKS; block++) {
            strip = (strip << 1) | (brightness(picture, block) > MIDDLE ? 1 : 0);
        }
        long payload = (strip >> 4) & 0xf_ffff_ffffL;
        if (strip >> 40 != 0b10 || (strip & 0xf) != ClockPicture.check(payload)) {
            return Optional.empty();
        }
        return Optional.of(new Reading((int) (payload >> 32), payload & 0xffff_ffffL));
    }

    /** Of the block's middle, where its neighbours do not reach. */
    private static int brightness(VideoSink.Picture picture, int block) {
        int x = (2 * block + 1) * picture.width() / (2 * ClockPicture.BLOCKS);
        int y = picture.height() / 8;
        int sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                sum += picture.luma(x + dx, y + 2 * dy);
            }
        }
        return sum / 9;
    }
}

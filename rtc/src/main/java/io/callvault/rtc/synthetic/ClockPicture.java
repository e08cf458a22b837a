package io.callvault.rtc.synthetic;

import io.callvault.rtc.VideoInput;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * A moving picture with a clock in it: a strip of big blocks, black or white, that survives the encoder. Beside it two marks, a
 * mark of whose it is, and a check; {@link ClockReader} reads it at any size.
 *
 * <p>The strip is the upper quarter: one row of {@value #BLOCKS} blocks, from the left white, black, 4 bits of the sender, 32 bits
 * of the clock in milliseconds, 4 bits of check, highest bits first. Below, a bar wanders so that every picture differs.
 */
public final class ClockPicture implements VideoInput.Pictures {
    static final int BLOCKS = 42;
    static final int WHITE = 235;
    static final int BLACK = 16;
    private static final int GREY = 110;

    private final VideoInput.Format format;
    private final int sender;
    private final LongSupplier clock;

    /**
     * @param format 320 or more wide
     * @param sender 0 to 15
     * @param clock milliseconds, drawn as they are when the picture is
     */
    public ClockPicture(VideoInput.Format format, int sender, LongSupplier clock) {
        this.format = format;
        this.sender = sender & 0xf;
        this.clock = clock;
    }

    /** 640 × 360, 30 a second. */
    public static ClockPicture of(int sender, LongSupplier clock) {
        return new ClockPicture(new VideoInput.Format(640, 360, 30), sender, clock);
    }

    @Override
    public VideoInput.Format format() {
        return format;
    }

    @Override
    public void draw(byte[] y, byte[] u, byte[] v, long timeNanos) {
        int width = format.width();
        int height = format.height();
        long now = clock.getAsLong();
        Arrays.fill(y, (byte) GREY);
        Arrays.fill(u, (byte) (128 + 4 * (sender - 8)));
        Arrays.fill(v, (byte) (128 - 4 * (sender - 8)));
        drawClock(y, width, height, sender, now);
        int bar = (int) Math.floorMod(now / 8, (long) width);
        int thick = Math.min(width - bar, width / 16);
        for (int row = height / 2; row < height * 3 / 4; row++) {
            Arrays.fill(y, row * width + bar, row * width + bar + thick, (byte) WHITE);
        }
    }

    /**
     * Draws the strip into any picture's brightness, for example into one that is sent back.
     *
     * @param y width × height bytes
     */
    public static void drawClock(byte[] y, int width, int height, int sender, long clockMs) {
        long strip = strip(sender, clockMs);
        for (int row = 0; row < height / 4; row++) {
            for (int block = 0; block < BLOCKS; block++) {
                boolean white = ((strip >> (BLOCKS - 1 - block)) & 1) == 1;
                Arrays.fill(y, row * width + block * width / BLOCKS, row * width + (block + 1) * width / BLOCKS, (byte)
                        (white ? WHITE : BLACK));
            }
        }
    }

    static long strip(int sender, long clockMs) {
        long payload = ((long) (sender & 0xf) << 32) | (clockMs & 0xffff_ffffL);
        return (0b10L << 40) | (payload << 4) | check(payload);
    }

    /** Of the nine half bytes, each at its place, so that no two can be swapped. */
    static int check(long payload) {
        int sum = 5;
        for (int i = 0; i < 9; i++) {
            sum = sum * 3 + (int) ((payload >> (4 * i)) & 0xf);
        }
        return (sum ^ (sum >> 4) ^ (sum >> 8) ^ (sum >> 12)) & 0xf;
    }
}

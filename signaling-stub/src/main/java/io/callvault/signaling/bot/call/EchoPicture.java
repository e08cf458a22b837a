package io.callvault.signaling.bot.call;

import io.callvault.rtc.VideoInput;
import io.callvault.rtc.VideoSink;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Gives back the picture it got, fitted into {@value #WIDTH}×{@value #HEIGHT}, with the clock of this machine in its lower corner.
 * {@link #show} runs on the decoder's thread, {@link #draw} on the sender's; they share one short lock.
 */
final class EchoPicture implements VideoInput.Pictures, VideoSink {

    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    /** Pictures a second: enough to see delay and stutter, half the work of a whole call. */
    private static final int RATE = 20;

    /** The largest picture taken in, 4K; what is larger is not shown. */
    private static final int MOST_PIXELS = 3_840 * 2_160;

    private static final int DOT = 4;
    private static final int BLACK = 16;
    private static final int WHITE = 235;
    private static final int GREY = 128;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final LongSupplier clockMs;
    private final byte[] luma = new byte[WIDTH * HEIGHT];
    private final byte[] blue = new byte[WIDTH * HEIGHT / 4];
    private final byte[] red = new byte[WIDTH * HEIGHT / 4];
    private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

    EchoPicture(LongSupplier clockMs) {
        this.clockMs = clockMs;
        blank();
    }

    private void blank() {
        Arrays.fill(luma, (byte) BLACK);
        Arrays.fill(blue, (byte) GREY);
        Arrays.fill(red, (byte) GREY);
    }

    @Override
    public VideoInput.Format format() {
        return new VideoInput.Format(WIDTH, HEIGHT, RATE);
    }

    @Override
    public void show(Picture picture) {
        long size = (long) picture.width() * picture.height();
        if (size <= 0 || size > MOST_PIXELS) {
            return;
        }
        if (pixels.capacity() < 4 * size) {
            pixels = ByteBuffer.allocateDirect((int) (4 * size));
        }
        pixels.clear();
        picture.toBgra(pixels);
        synchronized (this) {
            take(new Source(pixels, picture.width(), picture.height(), picture.rotation()));
        }
    }

    /** A picture turned upright. */
    private record Source(ByteBuffer pixels, int width, int height, int rotation) {

        int uprightWidth() {
            return rotation % 180 == 0 ? width : height;
        }

        int uprightHeight() {
            return rotation % 180 == 0 ? height : width;
        }

        /** Where the pixel stands that is shown at that place. */
        int at(int x, int y) {
            int column = switch (rotation) {
                case 90 -> y;
                case 180 -> width - 1 - x;
                case 270 -> width - 1 - y;
                default -> x;
            };
            int row = switch (rotation) {
                case 90 -> height - 1 - x;
                case 180 -> height - 1 - y;
                case 270 -> x;
                default -> y;
            };
            return 4 * (row * width + column);
        }

        int channel(int at, int which) {
            return pixels.get(at + which) & 0xFF;
        }
    }

    /** Fits the picture in, nearest pixel, with bars where the shapes differ. Colours as BT.601 has them. */
    private void take(Source source) {
        double scale = Math.min((double) WIDTH / source.uprightWidth(), (double) HEIGHT / source.uprightHeight());
        int width = even(source.uprightWidth() * scale, WIDTH);
        int height = even(source.uprightHeight() * scale, HEIGHT);
        int left = (WIDTH - width) / 4 * 2;
        int top = (HEIGHT - height) / 4 * 2;
        if (width < WIDTH || height < HEIGHT) {
            blank();
        }
        for (int y = 0; y < height; y++) {
            int fromY = y * source.uprightHeight() / height;
            for (int x = 0; x < width; x++) {
                int at = source.at(x * source.uprightWidth() / width, fromY);
                int b = source.channel(at, 0);
                int g = source.channel(at, 1);
                int r = source.channel(at, 2);
                luma[(top + y) * WIDTH + left + x] = (byte) (((66 * r + 129 * g + 25 * b + 128) >> 8) + BLACK);
                if ((x & 1) == 0 && (y & 1) == 0) {
                    int half = (top + y) / 2 * (WIDTH / 2) + (left + x) / 2;
                    blue[half] = (byte) (((-38 * r - 74 * g + 112 * b + 128) >> 8) + GREY);
                    red[half] = (byte) (((112 * r - 94 * g - 18 * b + 128) >> 8) + GREY);
                }
            }
        }
    }

    private static int even(double size, int most) {
        int rounded = (int) Math.round(size);
        return Math.clamp(rounded - rounded % 2, 2, most);
    }

    @Override
    public void draw(byte[] y, byte[] u, byte[] v, long timeNanos) {
        synchronized (this) {
            System.arraycopy(luma, 0, y, 0, luma.length);
            System.arraycopy(blue, 0, u, 0, blue.length);
            System.arraycopy(red, 0, v, 0, red.length);
        }
        clock(y, u, v, Instant.ofEpochMilli(clockMs.getAsLong()));
    }

    /** White digits upon a black bar, lower left. */
    private static void clock(byte[] y, byte[] u, byte[] v, Instant now) {
        String text = CLOCK.format(now);
        int width = (text.length() * (Digits.WIDTH + 1) + 3) * DOT;
        int height = (Digits.HEIGHT + 4) * DOT;
        int top = HEIGHT - height;
        for (int row = top; row < HEIGHT; row++) {
            Arrays.fill(y, row * WIDTH, row * WIDTH + width, (byte) BLACK);
            int half = row / 2 * (WIDTH / 2);
            Arrays.fill(u, half, half + width / 2, (byte) GREY);
            Arrays.fill(v, half, half + width / 2, (byte) GREY);
        }
        for (int i = 0; i < text.length(); i++) {
            for (int row = 0; row < Digits.HEIGHT * DOT; row++) {
                for (int column = 0; column < Digits.WIDTH * DOT; column++) {
                    if (Digits.dot(text.charAt(i), column / DOT, row / DOT)) {
                        int x = (2 + i * (Digits.WIDTH + 1)) * DOT + column;
                        y[(top + 2 * DOT + row) * WIDTH + x] = (byte) WHITE;
                    }
                }
            }
        }
    }
}

package io.callvault.signaling.bot.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.rtc.VideoSink;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The picture comes back upright and in its shape, with a clock that goes. */
class EchoPictureTest {

    private static final int WIDTH = EchoPicture.WIDTH;
    private static final int HEIGHT = EchoPicture.HEIGHT;

    private long now = 1_000_000_000_000L;
    private final EchoPicture echo = new EchoPicture(() -> now);
    private final byte[] y = new byte[WIDTH * HEIGHT];
    private final byte[] u = new byte[WIDTH * HEIGHT / 4];
    private final byte[] v = new byte[WIDTH * HEIGHT / 4];

    /** White where the left upper quarter of what was filmed is, else black. */
    private record Quarter(int width, int height, int rotation, int whiteX, int whiteY) implements VideoSink.Picture {

        @Override
        public void toBgra(ByteBuffer target) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    boolean white = (column * 2 / width == whiteX) && (row * 2 / height == whiteY);
                    target.putInt(white ? 0xFFFFFFFF : 0x000000FF);
                }
            }
        }

        @Override
        public int luma(int x, int y) {
            return 0;
        }
    }

    private int brightness(int x, int row) {
        return y[row * WIDTH + x] & 0xFF;
    }

    @Test
    void aPictureOfTheSameShapeFillsAll() {
        echo.show(new Quarter(1_280, 720, 0, 0, 0));
        echo.draw(y, u, v, 0);
        assertThat(brightness(10, 10)).isGreaterThan(200);
        assertThat(brightness(WIDTH - 10, 10)).isLessThan(40);
        assertThat(brightness(WIDTH - 10, HEIGHT - 60)).isLessThan(40);
        assertThat(u[0] & 0xFF).isBetween(120, 136);
    }

    @Test
    void aTurnedPictureIsTurnedUprightAndKeepsItsShape() {
        // Filmed with the camera turned by 90°: the upper left of the scene is the lower left of the frame.
        echo.show(new Quarter(640, 360, 90, 0, 1));
        echo.draw(y, u, v, 0);
        int left = (WIDTH - HEIGHT * 360 / 640) / 2;
        assertThat(brightness(left + 10, 10)).isGreaterThan(200);
        assertThat(brightness(WIDTH - left - 10, 10)).isLessThan(40);
        assertThat(brightness(left - 20, 10)).isLessThan(40);
    }

    @Test
    void theClockGoes() {
        echo.draw(y, u, v, 0);
        byte[] before = y.clone();
        now += 1_000;
        echo.draw(y, u, v, 0);
        assertThat(y).isNotEqualTo(before);
        now -= 1_000;
        echo.draw(y, u, v, 0);
        assertThat(y).isEqualTo(before);
    }

    @Test
    void aPictureBeyondAllMeasureIsLeftOut() {
        echo.draw(y, u, v, 0);
        byte[] before = y.clone();
        echo.show(new Quarter(20_000, 20_000, 0, 0, 0));
        echo.draw(y, u, v, 0);
        assertThat(y).isEqualTo(before);
    }
}

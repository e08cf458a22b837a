package io.callvault.desktop.call.ui.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.Theme;
import io.callvault.rtc.VideoSink;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VideoPaneTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    private final FxThread ui = new FxThread();
    private final AtomicInteger converted = new AtomicInteger();
    private VideoPane pane = FxHarness.get(() -> new VideoPane(ui, VideoPane.Fit.WHOLE));
    private Stage stage = new StageOf(pane).open();

    private record StageOf(VideoPane pane) {
        Stage open() {
            return FxHarness.show(() -> new StackPane(pane), WIDTH, HEIGHT, Theme.Choice.LIGHT);
        }
    }

    /** Its left half in one colour, its right half in another; blue, green, red. */
    private final class Halves implements VideoSink.Picture {
        private final int width;
        private final int height;
        private final int rotation;
        private final int[] left;
        private final int[] right;

        Halves(int width, int height, int rotation, int[] left, int[] right) {
            this.width = width;
            this.height = height;
            this.rotation = rotation;
            this.left = left.clone();
            this.right = right.clone();
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public int height() {
            return height;
        }

        @Override
        public int rotation() {
            return rotation;
        }

        @Override
        public void toBgra(ByteBuffer target) {
            converted.incrementAndGet();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int[] colour = x < width / 2 ? left : right;
                    target.put((byte) colour[0])
                            .put((byte) colour[1])
                            .put((byte) colour[2])
                            .put((byte) 255);
                }
            }
        }

        @Override
        public int luma(int x, int y) {
            return 0;
        }
    }

    private static final int[] RED = {0, 0, 255};
    private static final int[] GREEN = {0, 255, 0};

    private Halves halves(int width, int height, int rotation) {
        return new Halves(width, height, rotation, RED, GREEN);
    }

    @BeforeEach
    void nothingYet() {
        assertThat(at(WIDTH / 2, HEIGHT / 2)).isEqualTo(Color.BLACK);
        assertThat(pane.showingProperty().get()).isFalse();
    }

    @AfterEach
    void close() {
        FxHarness.close(stage);
    }

    @Test
    void aWidePictureStandsBetweenBlackBars() {
        show(halves(120, 40, 0));
        assertThat(at(WIDTH / 4, HEIGHT / 2)).isEqualTo(Color.RED);
        assertThat(at(WIDTH * 3 / 4, HEIGHT / 2)).isEqualTo(Color.LIME);
        // 300 wide and 100 high: 50 black above and below.
        assertThat(at(WIDTH / 4, 40)).isEqualTo(Color.BLACK);
        assertThat(at(WIDTH / 4, HEIGHT - 40)).isEqualTo(Color.BLACK);
    }

    @Test
    void anotherSizeTakesItsPlace() {
        show(halves(120, 40, 0));
        show(halves(40, 120, 0));
        assertThat(at(20, HEIGHT / 2)).isEqualTo(Color.BLACK);
        assertThat(at(WIDTH / 2 - 10, 5)).isEqualTo(Color.RED);
        assertThat(at(WIDTH / 2 + 10, HEIGHT - 5)).isEqualTo(Color.LIME);
    }

    @Test
    void aTurnedPictureStandsUpright() {
        show(halves(120, 40, 90));
        // A quarter clockwise: what was left is on top.
        assertThat(at(WIDTH / 2, 20)).isEqualTo(Color.RED);
        assertThat(at(WIDTH / 2, HEIGHT - 20)).isEqualTo(Color.LIME);
        show(halves(120, 40, 180));
        assertThat(at(WIDTH / 4, HEIGHT / 2)).isEqualTo(Color.LIME);
    }

    @Test
    void aMirrorTurnsLeftAndRight() {
        FxHarness.run(() -> pane.mirroredProperty().set(true));
        show(halves(120, 80, 0));
        assertThat(at(WIDTH / 4, HEIGHT / 2)).isEqualTo(Color.LIME);
        assertThat(at(WIDTH * 3 / 4, HEIGHT / 2)).isEqualTo(Color.RED);
    }

    @Test
    void fillingLeavesNoBars() {
        FxHarness.run(() -> pane.setFit(VideoPane.Fit.FILL));
        show(halves(120, 40, 0));
        assertThat(at(WIDTH / 4, 5)).isEqualTo(Color.RED);
        assertThat(at(WIDTH * 3 / 4, HEIGHT - 5)).isEqualTo(Color.LIME);
    }

    @Test
    void ofManyPicturesInOneFrameTheLastIsDrawn() {
        var held = new CountDownLatch(1);
        long before = FxHarness.get(pane::drawn);
        ui.execute(() -> await(held));
        for (int i = 0; i < 50; i++) {
            pane.show(i < 49 ? halves(60, 40, 0) : new Halves(60, 40, 0, GREEN, RED));
        }
        held.countDown();
        FxHarness.pulse();
        assertThat(FxHarness.get(pane::drawn) - before).isEqualTo(1);
        assertThat(pane.replaced()).isEqualTo(49);
        assertThat(at(WIDTH / 4, HEIGHT / 2)).isEqualTo(Color.LIME);
    }

    @Test
    void whatNobodySeesIsNotEvenConverted() {
        FxHarness.run(() -> pane.setVisible(false));
        pane.show(halves(60, 40, 0));
        FxHarness.run(() -> {
            pane.setVisible(true);
            stage.setIconified(true);
        });
        pane.show(halves(60, 40, 0));
        assertThat(converted).hasValue(0);
        FxHarness.run(() -> stage.setIconified(false));
        show(halves(60, 40, 0));
        assertThat(converted).hasValue(1);
    }

    @Test
    void nonsenseFromOutsideIsNotDrawn() {
        show(halves(0, 40, 0));
        show(new Halves(100_000, 100_000, 0, RED, GREEN));
        assertThat(converted).hasValue(0);
        show(halves(120, 40, 7));
        assertThat(at(WIDTH / 4, HEIGHT / 2)).isEqualTo(Color.RED);
    }

    @Test
    void blackAgainWhenThePictureIsForgotten() {
        show(halves(120, 40, 0));
        FxHarness.run(pane::blacken);
        assertThat(at(WIDTH / 4, HEIGHT / 2)).isEqualTo(Color.BLACK);
        show(halves(120, 40, 0));
        assertThat(at(WIDTH / 4, HEIGHT / 2)).isEqualTo(Color.RED);
    }

    private void show(VideoSink.Picture picture) {
        pane.show(picture);
        FxHarness.pulse();
    }

    private Color at(int x, int y) {
        return FxHarness.get(() -> {
            WritableImage image = stage.getScene().snapshot(null);
            return image.getPixelReader().getColor(x, y);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.callvault.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The icons in the packages show what the window shows: {@code src/tools/AppIcons.java} writes them. */
class IconFilesTest {
    /** Of 255, for each colour: another version of the toolkit may round otherwise. */
    private static final int TOLERANCE = 8;

    @ParameterizedTest
    @ValueSource(ints = {16, 48, 256})
    void aFileIsTheDrawing(int size) {
        Path file = Path.of("").toAbsolutePath().resolveSibling("installers/common/icons/callvault-" + size + ".png");
        Image stored = FxHarness.get(() -> new Image(file.toUri().toString()));
        assertThat(stored.isError()).as(file.toString()).isFalse();
        Image drawn = FxHarness.get(() -> WindowIcon.draw(size));
        assertThat(stored.getWidth()).isEqualTo(size);
        PixelReader one = stored.getPixelReader();
        PixelReader other = drawn.getPixelReader();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                assertThat(difference(one.getArgb(x, y), other.getArgb(x, y)))
                        .as("%s, %s", x, y)
                        .isLessThanOrEqualTo(TOLERANCE);
            }
        }
    }

    private static int difference(int one, int other) {
        int most = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            most = Math.max(most, Math.abs(((one >>> shift) & 0xFF) - ((other >>> shift) & 0xFF)));
        }
        return most;
    }
}

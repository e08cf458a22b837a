package io.callvault.installer.macos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.installer.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IconFamilyTest {
    @Test
    void everyPieceIsAPngOfItsSizeAndTheLengthsAddUp() throws IOException {
        byte[] file = IconFamily.of(pictures());
        ByteBuffer bytes = ByteBuffer.wrap(file);
        assertThat(type(bytes)).isEqualTo("icns");
        assertThat(bytes.getInt()).isEqualTo(file.length);
        Map<String, Integer> found = new LinkedHashMap<>();
        while (bytes.hasRemaining()) {
            String type = type(bytes);
            byte[] png = new byte[bytes.getInt() - 8];
            bytes.get(png);
            found.put(type, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
        }
        assertThat(found).isEqualTo(IconFamily.TYPES);
        assertThat(found).containsEntry("ic07", 128).containsEntry("ic10", 1024).containsEntry("ic14", 512);
    }

    @Test
    void aMissingSizeIsNamed() {
        Map<Integer, BufferedImage> pictures = pictures();
        pictures.remove(512);
        assertThatThrownBy(() -> IconFamily.of(pictures)).hasMessage("no picture of 512 pixels for ic14");
    }

    @Test
    void aSizeThatWasNotDrawnIsMadeFromTheNextLargerOne() {
        BufferedImage red = filled(64, 0xFFFF0000);
        BufferedImage blue = filled(256, 0xFF0000FF);
        Pictures pictures = new Pictures(Map.of(64, red, 256, blue));
        assertThat(pictures.of(64)).isSameAs(red);
        assertThat(pictures.of(48).getRGB(24, 24)).isEqualTo(0xFFFF0000);
        assertThat(pictures.of(128).getRGB(64, 64)).isEqualTo(0xFF0000FF);
        assertThat(pictures.of(1024).getWidth()).isEqualTo(1024);
        assertThat(pictures.of(1024).getRGB(512, 512)).isEqualTo(0xFF0000FF);
    }

    private static Map<Integer, BufferedImage> pictures() {
        Map<Integer, BufferedImage> pictures = new HashMap<>();
        IconFamily.sizes().forEach(size -> pictures.put(size, filled(size, 0xFF1F66C9)));
        return pictures;
    }

    private static BufferedImage filled(int width, int colour) {
        BufferedImage picture = new BufferedImage(width, width, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, colour);
            }
        }
        return picture;
    }

    private static String type(ByteBuffer bytes) {
        byte[] type = new byte[4];
        bytes.get(type);
        return new String(type, StandardCharsets.US_ASCII);
    }
}

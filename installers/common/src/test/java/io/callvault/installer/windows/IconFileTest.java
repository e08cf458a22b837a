package io.callvault.installer.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IconFileTest {
    private static final int COLOUR = 0x80_12_34_56;

    @Test
    void smallPicturesAreBitmapsAndTheLargestIsPng() throws IOException {
        byte[] file = IconFile.of(List.of(picture(16), picture(256)));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getShort(2)).isEqualTo((short) 1);
        assertThat(bytes.getShort(4)).isEqualTo((short) 2);
        assertThat(bytes.get(6)).isEqualTo((byte) 16);
        assertThat(bytes.get(6 + 16)).isEqualTo((byte) 0);

        int small = bytes.getInt(6 + 12);
        assertThat(bytes.getInt(small)).isEqualTo(40);
        assertThat(bytes.getInt(small + 8)).isEqualTo(32);
        // The lowest row comes first.
        assertThat(bytes.getInt(small + 40)).isEqualTo(COLOUR);
        assertThat(bytes.getInt(6 + 8)).isEqualTo(40 + 4 * 16 * 16 + 4 * 16);

        int large = bytes.getInt(6 + 16 + 12);
        assertThat(large).isEqualTo(small + bytes.getInt(6 + 8));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Arrays.copyOfRange(file, large, file.length)));
        assertThat(read.getWidth()).isEqualTo(256);
        assertThat(read.getRGB(0, 255)).isEqualTo(COLOUR);
    }

    @Test
    void anIconIsASquareOfAtMost256Pixels() {
        assertThatThrownBy(() -> IconFile.of(List.of(picture(512)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IconFile.of(List.of(new BufferedImage(16, 32, BufferedImage.TYPE_INT_ARGB))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BufferedImage picture(int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, side - 1, COLOUR);
        return picture;
    }
}

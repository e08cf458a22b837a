package io.callvault.installer.windows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A Windows icon file (.ico): small pictures as bitmaps with alpha, because parts of Windows that read icons out of a program's
 * resources know nothing else, 256 pixels as PNG (Windows Vista and later).
 */
public final class IconFile {
    private static final int HEADER = 6;
    private static final int ENTRY = 16;
    private static final int BITMAP_HEADER = 40;
    private static final int PNG_FROM = 256;

    private IconFile() {}

    /**
     * The bytes of the file.
     *
     * @param pictures square, 1 to 256 pixels wide
     * @throws IOException when a PNG cannot be encoded
     */
    public static byte[] of(List<BufferedImage> pictures) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (BufferedImage picture : pictures) {
            bodies.add(body(picture));
        }
        int offset = HEADER + ENTRY * pictures.size();
        int size = offset + bodies.stream().mapToInt(body -> body.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
        for (int i = 0; i < bodies.size(); i++) {
            byte side = (byte) pictures.get(i).getWidth(); // 256 is written as 0
            out.put(side).put(side).put((byte) 0).put((byte) 0);
            out.putShort((short) 1).putShort((short) 32);
            out.putInt(bodies.get(i).length).putInt(offset);
            offset += bodies.get(i).length;
        }
        bodies.forEach(out::put);
        return out.array();
    }

    private static byte[] body(BufferedImage picture) throws IOException {
        int side = picture.getWidth();
        if (side != picture.getHeight() || side < 1 || side > PNG_FROM) {
            throw new IllegalArgumentException(
                    "an icon is a square of at most 256 pixels, not " + side + "×" + picture.getHeight());
        }
        if (side == PNG_FROM) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", png);
            return png.toByteArray();
        }
        return bitmap(picture, side);
    }

    /** Colours from the lowest row up, then a mask of one bit a pixel: empty, the alpha channel says it better. */
    private static byte[] bitmap(BufferedImage picture, int side) {
        int mask = (side + 31) / 32 * 4 * side;
        ByteBuffer out =
                ByteBuffer.allocate(BITMAP_HEADER + 4 * side * side + mask).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(BITMAP_HEADER).putInt(side).putInt(2 * side); // both halves
        out.putShort((short) 1).putShort((short) 32);
        out.position(BITMAP_HEADER);
        for (int y = side - 1; y >= 0; y--) {
            for (int x = 0; x < side; x++) {
                out.putInt(picture.getRGB(x, y)); // 0xAARRGGBB, little end first: blue, green, red, alpha
            }
        }
        return out.array();
    }
}

package io.callvault.installer.macos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A macOS icon family (.icns): a length, then pieces of a four-letter type, a length and a PNG. Types by Apple's IconServices, macOS
 * 10.7 and later; the second of two types with the same pixels is for a screen with twice the density.
 */
public final class IconFamily {
    /** Type to width in pixels. */
    static final Map<String, Integer> TYPES = types();

    private static final int HEADER = 8;

    private IconFamily() {}

    /** The widths that {@link #of} wants, smallest first. */
    public static List<Integer> sizes() {
        return TYPES.values().stream().distinct().sorted().toList();
    }

    /**
     * The bytes of the file.
     *
     * @param pictures by width in pixels, one for each of {@link #sizes()}
     * @throws IOException when a PNG cannot be encoded
     */
    public static byte[] of(Map<Integer, BufferedImage> pictures) throws IOException {
        Map<String, byte[]> pieces = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> type : TYPES.entrySet()) {
            BufferedImage picture = pictures.get(type.getValue());
            if (picture == null || picture.getWidth() != type.getValue() || picture.getHeight() != type.getValue()) {
                throw new IllegalArgumentException("no picture of " + type.getValue() + " pixels for " + type.getKey());
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", png);
            pieces.put(type.getKey(), png.toByteArray());
        }
        int size = HEADER
                + pieces.values().stream()
                        .mapToInt(piece -> HEADER + piece.length)
                        .sum();
        ByteBuffer out = ByteBuffer.allocate(size); // numbers are big-endian
        piece(out, "icns", size);
        pieces.forEach((type, png) -> {
            piece(out, type, HEADER + png.length);
            out.put(png);
        });
        return out.array();
    }

    private static void piece(ByteBuffer out, String type, int length) {
        out.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(length);
    }

    private static Map<String, Integer> types() {
        Map<String, Integer> types = new LinkedHashMap<>();
        types.put("ic11", 32); // 16 at twice the density
        types.put("ic12", 64); // 32 at twice the density
        types.put("ic07", 128);
        types.put("ic13", 256); // 128 at twice the density
        types.put("ic08", 256);
        types.put("ic14", 512); // 256 at twice the density
        types.put("ic09", 512);
        types.put("ic10", 1024); // 512 at twice the density
        return types;
    }
}

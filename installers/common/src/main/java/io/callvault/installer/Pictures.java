package io.callvault.installer;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The app's icon as pictures of any width. What was drawn for a width is taken as it is; others are made from the next larger one, or from
 * the largest.
 *
 * @param drawn by width in pixels; at least one
 */
public record Pictures(Map<Integer, BufferedImage> drawn) {
    public Pictures {
        drawn = Map.copyOf(drawn);
    }

    /**
     * All PNG files of a folder.
     *
     * @throws IOException when one cannot be read or there is none
     */
    public static Pictures in(Path folder) throws IOException {
        Map<Integer, BufferedImage> drawn = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null) {
                throw new IOException(file + " is no picture");
            }
            drawn.put(picture.getWidth(), picture);
        }
        if (drawn.isEmpty()) {
            throw new IOException("There is no icon in " + folder);
        }
        return new Pictures(drawn);
    }

    public BufferedImage of(int width) {
        BufferedImage fits = drawn.get(width);
        return fits != null ? fits : scaled(nextLarger(width), width);
    }

    private BufferedImage nextLarger(int width) {
        TreeMap<Integer, BufferedImage> sorted = new TreeMap<>(drawn);
        Map.Entry<Integer, BufferedImage> larger = sorted.higherEntry(width);
        return (larger == null ? sorted.lastEntry() : larger).getValue();
    }

    /** By halves first: one large step would skip most pixels. */
    private static BufferedImage scaled(BufferedImage picture, int width) {
        BufferedImage now = picture;
        while (now.getWidth() >= 2 * width) {
            now = drawn(now, now.getWidth() / 2);
        }
        return now.getWidth() == width ? now : drawn(now, width);
    }

    private static BufferedImage drawn(BufferedImage picture, int width) {
        BufferedImage scaled = new BufferedImage(width, width, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = scaled.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        pen.drawImage(picture, 0, 0, width, width, null);
        pen.dispose();
        return scaled;
    }
}

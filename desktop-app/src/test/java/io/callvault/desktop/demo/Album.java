package io.callvault.desktop.demo;

import io.callvault.desktop.fx.FxHarness;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javax.imageio.ImageIO;

/** The pictures of a story: every open window, side by side, as one PNG a step. */
final class Album {

    private static final int SPACE = 16;

    private final Path folder;
    private final Supplier<List<Scene>> windows;

    /**
     * @param folder made if missing; pictures of earlier runs are taken away
     * @param windows what is open now, from left to right
     */
    Album(Path folder, Supplier<List<Scene>> windows) {
        this.folder = folder;
        this.windows = windows;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> old = Files.list(folder)) {
                for (Path file : old.filter(f -> f.toString().endsWith(".png")).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for the pictures cannot be written: " + folder, e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Takes a picture once everything is drawn; gives its file name. */
    String take(int number, String title) {
        List<Scene> open = windows.get();
        if (open.isEmpty()) {
            return "";
        }
        FxHarness.pulse();
        List<BufferedImage> shots = FxHarness.get(() -> open.stream()
                .map(scene -> SwingFXUtils.fromFXImage(scene.snapshot(null), null))
                .toList());
        int width = shots.stream().mapToInt(BufferedImage::getWidth).sum() + SPACE * (shots.size() - 1);
        int height = shots.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = all.createGraphics();
        pen.setColor(Color.GRAY);
        pen.fillRect(0, 0, width, height);
        int x = 0;
        for (BufferedImage shot : shots) {
            pen.drawImage(shot, x, 0, null);
            x += shot.getWidth() + SPACE;
        }
        pen.dispose();
        String words = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name =
                String.format(Locale.ROOT, "%02d-%s.png", number, words.substring(0, Math.min(48, words.length())));
        try {
            ImageIO.write(all, "png", folder.resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The picture could not be written: " + name, e);
        }
        return name;
    }
}

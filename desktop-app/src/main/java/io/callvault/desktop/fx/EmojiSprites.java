package io.callvault.desktop.fx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of the emoji, cut from bundled strips of the Noto set. A strip (1 MB decoded) is dropped when memory is short; the
 * pictures in use are few and kept. FX thread.
 */
final class EmojiSprites {
    private static final int CELL = 64;
    private static final int PITCH = 66;
    /** 64-pixel pictures of 16 KB: at most 8 MB. */
    private static final int KEPT = 512;

    private record Key(EmojiIndex.Place place, boolean small) {}

    private static final EmojiSprites SHARED = new EmojiSprites();

    private final Map<Integer, SoftReference<Image>> strips = new HashMap<>();
    private final Map<Key, Image> kept = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Key, Image> eldest) {
            return size() > KEPT;
        }
    };

    private EmojiSprites() {}

    static EmojiSprites shared() {
        return SHARED;
    }

    /**
     * The picture of an emoji, empty if the set has none (it is then left to the font).
     *
     * @param key as in {@link EmojiText.Emoji#key()}
     * @param pixels the height on screen in device pixels: up to 32 gets a picture halved once, which looks smoother than scaling by three
     */
    Optional<Image> find(String key, double pixels) {
        return EmojiIndex.shared()
                .find(key)
                .map(place -> kept.computeIfAbsent(new Key(place, pixels <= CELL / 2.0), this::cut));
    }

    private Image cut(Key key) {
        PixelReader strip = strip(key.place().strip()).getPixelReader();
        int top = key.place().row() * PITCH + 1;
        return key.small() ? halved(strip, top) : new WritableImage(strip, 0, top, CELL, CELL);
    }

    private Image strip(int number) {
        SoftReference<Image> known = strips.get(number);
        Image image = known == null ? null : known.get();
        if (image == null) {
            try (InputStream in = open(String.format(Locale.ROOT, "strip-%02d.png", number))) {
                image = new Image(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            strips.put(number, new SoftReference<>(image));
        }
        return image;
    }

    /** Every pixel is the mean of four, weighted by their opacity. */
    private static Image halved(PixelReader from, int top) {
        var small = new WritableImage(CELL / 2, CELL / 2);
        for (int y = 0; y < CELL / 2; y++) {
            for (int x = 0; x < CELL / 2; x++) {
                int a = 0;
                int r = 0;
                int g = 0;
                int b = 0;
                for (int i = 0; i < 4; i++) {
                    int argb = from.getArgb(2 * x + i % 2, top + 2 * y + i / 2);
                    int alpha = argb >>> 24;
                    a += alpha;
                    r += alpha * (argb >> 16 & 0xff);
                    g += alpha * (argb >> 8 & 0xff);
                    b += alpha * (argb & 0xff);
                }
                if (a > 0) {
                    small.getPixelWriter().setArgb(x, y, (a / 4) << 24 | (r / a) << 16 | (g / a) << 8 | b / a);
                }
            }
        }
        return small;
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(EmojiSprites.class.getResourceAsStream("emoji/" + name), name);
    }
}

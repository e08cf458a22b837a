package io.callvault.desktop.fx;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** A round picture made of a name: its initials on a gradient that is always the same for one id. */
public final class Avatar extends StackPane {
    /** Top and bottom of each gradient, and the colour of a name on a bubble. */
    private record Palette(String top, String bottom, String name) {}

    private static final List<Palette> PALETTES = List.of(
            new Palette("#72d5fd", "#2a9ef1", "#2a8fd8"),
            new Palette("#ff885e", "#ff516a", "#e8505f"),
            new Palette("#54cb68", "#a0de7e", "#3ba24f"),
            new Palette("#ffcd6a", "#ffa85c", "#d98324"),
            new Palette("#28c9b7", "#53edd6", "#17a293"),
            new Palette("#b694f9", "#6c61df", "#7a68d8"),
            new Palette("#f5a3d5", "#d669b0", "#c8559b"));

    private final Label initials = new Label();
    private final double size;

    /** @param size diameter in pixels */
    public Avatar(double size) {
        this.size = size;
        getStyleClass().add("avatar");
        initials.setStyle("-fx-font-size: " + Math.round(size * 0.36) + "px;");
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setMouseTransparent(true);
        getChildren().add(initials);
    }

    /** @param id decides the colours */
    public Avatar(double size, String id, String name) {
        this(size);
        show(id, name);
    }

    /** Shows another person or group. */
    public void show(String id, String name) {
        Palette palette = palette(id);
        setStyle("-fx-background-color: linear-gradient(to bottom, " + palette.top + ", " + palette.bottom
                + "); -fx-background-radius: " + size / 2 + "px;");
        String letters = initials(name);
        initials.setText(letters);
        initials.getStyleClass().remove("hebrew");
        if (TextDirection.isHebrew(letters)) {
            initials.getStyleClass().add("hebrew");
        }
        setAccessibleText(name);
    }

    /** The darker CSS colour of this id's gradient, for what stands behind its avatar. */
    public static String tint(String id) {
        return palette(id).bottom;
    }

    /** The CSS colour in which this id's name stands on a bubble. */
    static String nameColour(String id) {
        return palette(id).name;
    }

    /** The first letters of the first two words, or the first two letters of the only one. */
    static String initials(String name) {
        List<String> words = Arrays.stream(name.strip().split("[\\s\\p{Punct}]+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .toList();
        if (words.isEmpty()) {
            return "?";
        }
        String letters = words.size() == 1
                ? first(words.getFirst(), 2)
                : words.stream().map(word -> first(word, 1)).collect(Collectors.joining());
        return letters.toUpperCase(Locale.ROOT);
    }

    private static String first(String word, int count) {
        return word.codePoints().limit(count).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static Palette palette(String id) {
        return PALETTES.get(Math.floorMod(id.hashCode(), PALETTES.size()));
    }
}

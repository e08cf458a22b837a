package io.callvault.desktop.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Splits text into what is drawn with a font and what is drawn as a picture: families, flags and skin tones are one emoji each. Pure;
 * any thread.
 */
public final class EmojiText {
    private static final int BIG_AT_MOST = 3;

    /** A piece of a text. */
    public sealed interface Part {
        /** The characters this part stands for. */
        String text();
    }

    /** Drawn with a font. */
    public record Plain(String text) implements Part {}

    /**
     * Drawn as a picture.
     *
     * @param key code points in lower-case hexadecimal, joined by {@code -}, without variation selectors
     */
    public record Emoji(String text, String key) implements Part {}

    private EmojiText() {}

    /** The parts in order; joined again they give the text. */
    public static List<Part> split(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        EmojiIndex index = EmojiIndex.shared();
        var parts = new ArrayList<Part>(4);
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            OptionalInt end = index.end(text, at);
            if (end.isEmpty()) {
                at += Character.charCount(text.codePointAt(at));
                continue;
            }
            if (at > from) {
                parts.add(new Plain(text.substring(from, at)));
            }
            String emoji = text.substring(at, end.getAsInt());
            parts.add(new Emoji(emoji, EmojiIndex.key(emoji)));
            at = end.getAsInt();
            from = at;
        }
        if (from < text.length()) {
            parts.add(new Plain(text.substring(from)));
        }
        return List.copyOf(parts);
    }

    /** Whether a message is nothing but one to three emoji, which are then shown big. */
    public static boolean isBig(List<Part> parts) {
        long emoji = parts.stream().filter(Emoji.class::isInstance).count();
        return emoji > 0
                && emoji <= BIG_AT_MOST
                && parts.stream()
                        .allMatch(part -> part instanceof Emoji || part.text().isBlank());
    }
}

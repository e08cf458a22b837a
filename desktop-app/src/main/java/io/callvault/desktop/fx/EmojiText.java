package io.callvault.desktop.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.IndexedEmoji;

/**
 * Splits text into what is drawn with a font and what is drawn as a picture: families, flags and skin tones are one emoji each. Pure;
 * any thread.
 */
public final class EmojiText {
    /** Below the first code point of the arrows and symbols: ©, ®, ™ and the like stay letters unless a selector asks for a picture. */
    private static final int FIRST_SYMBOL = 0x231A;

    private static final char EMOJI_SELECTOR = '\uFE0F';
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
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.isEmpty() ? List.of() : List.of(new Plain(text));
        }
        var parts = new ArrayList<Part>();
        int from = 0;
        for (IndexedEmoji found : EmojiManager.extractEmojisInOrderWithIndex(text)) {
            String emoji = text.substring(found.getCharIndex(), found.getEndCharIndex());
            if (isLetter(emoji)) {
                continue;
            }
            if (found.getCharIndex() > from) {
                parts.add(new Plain(text.substring(from, found.getCharIndex())));
            }
            parts.add(new Emoji(emoji, key(emoji)));
            from = found.getEndCharIndex();
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

    private static boolean isLetter(String emoji) {
        return emoji.codePointAt(0) < FIRST_SYMBOL && emoji.indexOf(EMOJI_SELECTOR) < 0 && emoji.indexOf('\u20E3') < 0;
    }

    private static String key(String emoji) {
        return emoji.codePoints()
                .filter(codePoint -> codePoint != EMOJI_SELECTOR)
                .mapToObj(codePoint -> String.format(Locale.ROOT, "%04x", codePoint))
                .collect(Collectors.joining("-"));
    }
}

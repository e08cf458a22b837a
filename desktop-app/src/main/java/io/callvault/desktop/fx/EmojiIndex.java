package io.callvault.desktop.fx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Every emoji the bundled pictures have, families, flags and skin tones included, and where its picture stands. Read once, in a few
 * milliseconds (jemoji, which could split text too, took 1.6 to 3.1 s and 30 MB at its first call). Immutable; any thread.
 */
final class EmojiIndex {
    /** Where a picture stands: the number of the strip and the row in it. */
    record Place(int strip, int row) {}

    private static final class Holder {
        static final EmojiIndex SHARED = new EmojiIndex();
    }

    private static final char PICTURE = '\uFE0F';
    private static final char LETTER = '\uFE0E';
    private static final int KEYCAP = 0x20E3;
    /** Below the arrows and symbols: ©, ®, ™ and the like stay letters unless a selector asks for a picture. */
    private static final int FIRST_SYMBOL = 0x231A;

    private final Map<String, Place> places = new HashMap<>(8000);
    private final BitSet beginnings = new BitSet();
    private final int longest;

    private EmojiIndex() {
        int most = 1;
        try (var in = Objects.requireNonNull(EmojiIndex.class.getResourceAsStream("emoji/index.tsv"), "index.tsv");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                String[] field = line.split("\t", -1);
                places.put(field[0], new Place(Integer.parseInt(field[1]), Integer.parseInt(field[2])));
                String[] codePoints = field[0].split("-", -1);
                beginnings.set(Integer.parseInt(codePoints[0], 16));
                most = Math.max(most, codePoints.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        longest = most;
    }

    static EmojiIndex shared() {
        return Holder.SHARED;
    }

    Optional<Place> find(String key) {
        return Optional.ofNullable(places.get(key));
    }

    /** Where the longest emoji that begins at an index ends; empty if none begins there. */
    OptionalInt end(String text, int from) {
        if (!beginnings.get(text.codePointAt(from))) {
            return OptionalInt.empty();
        }
        var key = new StringBuilder();
        int best = -1;
        int count = 0;
        int at = from;
        while (at < text.length() && count < longest) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            append(key, codePoint);
            count++;
            boolean picture = at < text.length() && text.charAt(at) == PICTURE;
            boolean letter = at < text.length() && text.charAt(at) == LETTER;
            if (picture) {
                at++;
            }
            boolean plain = letter || (count == 1 && codePoint < FIRST_SYMBOL && !picture && codePoint != KEYCAP);
            if (!plain && places.containsKey(key.toString())) {
                best = at;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** The name of an emoji here: its code points in hexadecimal, joined by {@code -}, without variation selectors. */
    static String key(String emoji) {
        var key = new StringBuilder();
        emoji.codePoints().filter(codePoint -> codePoint != PICTURE).forEach(codePoint -> append(key, codePoint));
        return key.toString();
    }

    private static void append(StringBuilder key, int codePoint) {
        if (!key.isEmpty()) {
            key.append('-');
        }
        key.append(String.format(Locale.ROOT, "%04x", codePoint));
    }
}

package io.callvault.desktop.fx;

import java.text.Bidi;

/** What the layout must know of a text's script. Pure; any thread. */
public final class TextDirection {
    private TextDirection() {}

    /** Whether any part runs from right to left; such text must not be wrapped by JavaFX, see {@link LineBreaker}. */
    public static boolean hasRightToLeft(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    /** Whether the first letter with a direction runs from right to left (UAX #9, rules P2 and P3); left to right if none has one. */
    public static boolean isRightToLeft(String text) {
        return hasRightToLeft(text) && !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    }

    /**
     * Whether a text has Hebrew letters. It is then set in one font, punctuation and Latin included: JavaFX misplaces right-to-left
     * punctuation when a run spans two fonts.
     */
    static boolean isHebrew(String text) {
        return text.codePoints()
                .anyMatch(codePoint -> Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HEBREW);
    }
}

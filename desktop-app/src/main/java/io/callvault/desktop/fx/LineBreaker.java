package io.callvault.desktop.fx;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Breaks a text into lines before JavaFX sees it. JavaFX 26.0.1 (and 25 to 27-ea) throws {@link ArrayIndexOutOfBoundsException} from its
 * layout pass whenever it has to wrap a run that goes from right to left, so that such text must never reach its width. Pure.
 */
final class LineBreaker {
    private LineBreaker() {}

    /**
     * @param most the width no line may pass
     * @param width measures a piece of one line
     * @return the text with line breaks
     */
    static String wrap(String text, double most, ToDoubleFunction<String> width) {
        var wrapped = new StringBuilder(text.length() + 16);
        text.lines().forEach(paragraph -> {
            if (!wrapped.isEmpty()) {
                wrapped.append('\n');
            }
            paragraph(paragraph, most, width, wrapped);
        });
        return wrapped.toString();
    }

    private static void paragraph(String text, double most, ToDoubleFunction<String> width, StringBuilder out) {
        BreakIterator words = BreakIterator.getLineInstance(Locale.ROOT);
        words.setText(text);
        int line = 0;
        int fits = 0;
        for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
            if (width.applyAsDouble(text.substring(line, end).stripTrailing()) <= most) {
                fits = end;
                continue;
            }
            if (fits > line) {
                out.append(text.substring(line, fits).stripTrailing()).append('\n');
                line = fits;
            }
            fits = end;
            while (width.applyAsDouble(text.substring(line, end).stripTrailing()) > most) {
                int cut = longest(text, line, end, most, width);
                if (cut >= end) {
                    break;
                }
                out.append(text, line, cut).append('\n');
                line = cut;
            }
        }
        out.append(text.substring(line).stripTrailing());
    }

    /** Where to cut a word that is wider than a line; always at least one character on. */
    private static int longest(String text, int line, int end, double most, ToDoubleFunction<String> width) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        int cut = letters.following(line);
        for (int next = letters.next(); next != BreakIterator.DONE && next <= end; next = letters.next()) {
            if (width.applyAsDouble(text.substring(line, next)) > most) {
                break;
            }
            cut = next;
        }
        return cut;
    }
}

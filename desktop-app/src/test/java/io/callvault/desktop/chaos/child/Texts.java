package io.callvault.desktop.chaos.child;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of a run: each is the only one of its kind, and whoever reads its name knows every letter of it. */
public final class Texts {

    private static final Pattern NAME = Pattern.compile("(([a-z]+\\d+-\\d+)(?:~([a-z]+\\d+\\.\\d+))?) .*");
    private static final String[] WORDS = {
        "harbour", "Привет", "😀", "quartz", "日本語", "שלום", "a\u0301", "violet", "\u00fcber", "👩‍👩‍👧", "zebra", "ok"
    };
    private static final int LONG_ONES = 97;
    private static final int MANY_WORDS = 300;

    private Texts() {}

    /**
     * Which letters a text has.
     *
     * @param name of the text
     * @param change the name of the edit that gave it these letters; empty as it was written
     */
    public record Version(String name, String change) {}

    /** Author's device and running number. */
    public static String name(String device, int number) {
        return device + "-" + number;
    }

    /** Author's device and running number of its edits. */
    public static String change(String device, int number) {
        return device + "." + number;
    }

    /** What an edit makes of a text. */
    public static String edited(String name, String change) {
        return of(name + "~" + change);
    }

    /** Mostly a few words, now and then a page. */
    public static String of(String name) {
        Random random = new Random(name.hashCode());
        int words = 1 + random.nextInt(random.nextInt(LONG_ONES) == 0 ? MANY_WORDS : 12);
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < words; i++) {
            text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    /** Name and edit of a text of a run, if it is one and every letter is right. */
    public static Optional<Version> read(String text) {
        Matcher matcher = NAME.matcher(text);
        return matcher.matches() && of(matcher.group(1)).equals(text)
                ? Optional.of(new Version(
                        matcher.group(2), Optional.ofNullable(matcher.group(3)).orElse("")))
                : Optional.empty();
    }
}

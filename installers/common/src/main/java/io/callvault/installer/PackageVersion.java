package io.callvault.installer;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pom's version, as each kind of package spells it.
 *
 * @param text three numbers, and for what comes before them a word: {@code 1.2.3}, {@code 1.2.3-SNAPSHOT}, {@code 1.2.3-beta.2}
 */
public record PackageVersion(String text) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,5}\\.\\d{1,5}\\.\\d{1,5})(?:-([A-Za-z0-9.]{1,40}))?");

    public PackageVersion {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no version for packages: write three numbers, like 1.2.3 or 1.2.3-beta.2.");
        }
    }

    /** The three numbers, for systems that know nothing else. */
    public String numbers() {
        return matched().group(1);
    }

    /** For dpkg and rpm, where {@code ~} sorts before the end: {@code 1.2.3~beta.2} is older than {@code 1.2.3}. */
    public String tilde() {
        Matcher matched = matched();
        return matched.group(2) == null
                ? matched.group(1)
                : matched.group(1) + "~" + matched.group(2).toLowerCase(Locale.ROOT);
    }

    /** For jpackage on macOS, which refuses a leading zero; the bundle's own Info.plist says the real one. */
    public String numbersFromOne() {
        return numbers().startsWith("0.") ? "1" + numbers().substring(1) : numbers();
    }

    private Matcher matched() {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException(text);
        }
        return matcher;
    }

    @Override
    public String toString() {
        return text;
    }
}

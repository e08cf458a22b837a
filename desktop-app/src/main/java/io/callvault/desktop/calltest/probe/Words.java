package io.callvault.desktop.calltest.probe;

import java.time.Duration;
import java.util.Locale;

/** Figures as people say them. Pure. */
public final class Words {
    private Words() {}

    /** For example {@code 840 ms}, {@code 12 s}, {@code 10 min 3 s}. */
    public static String lasting(Duration time) {
        if (time.toMillis() < 1_000) {
            return time.toMillis() + " ms";
        }
        return time.toMinutes() == 0
                ? time.toSeconds() + " s"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /** With one digit behind the point, as machines write it. */
    public static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

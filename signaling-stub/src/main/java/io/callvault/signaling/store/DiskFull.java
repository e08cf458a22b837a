package io.callvault.signaling.store;

import java.util.List;
import java.util.Locale;

/** Tells a full disk, which heals, from one that fails. The words are those of Linux, macOS and Windows. */
final class DiskFull {

    private static final List<String> WORDS = List.of("no space left", "not enough space", "disk quota exceeded");

    private static final int DEEPEST = 20;

    private DiskFull() {}

    static boolean is(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            String text = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
            if (WORDS.stream().anyMatch(text::contains)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }
}

package io.callvault.desktop.e2e;

import java.util.List;
import java.util.Random;

/** What people write to each other over a year: short answers, long stories, several lines, emoji; and when. */
final class LargeTexts {

    private static final long MINUTE = 60_000;

    private static final List<String> WORDS = List.of(
            "yes",
            "the",
            "train",
            "tomorrow",
            "morning",
            "maybe",
            "coffee",
            "really",
            "and",
            "then",
            "we",
            "could",
            "meet",
            "at",
            "harbour",
            "photograph",
            "never",
            "mind",
            "because",
            "rain",
            "great",
            "idea",
            "see",
            "you",
            "later",
            "Übergröße",
            "naïve",
            "extraordinarily",
            "a",
            "to",
            "of",
            "it",
            "is",
            "was",
            "so",
            "new",
            "blue",
            "bicycle");

    private static final List<String> EMOJI = List.of("😀", "👍🏽", "❤️", "🎉", "👨‍👩‍👧", "🇯🇵", "🤔", "🌧️");

    private final Random random;

    LargeTexts(Random random) {
        this.random = random;
    }

    String next(long number) {
        StringBuilder text = new StringBuilder("#" + number);
        int kind = random.nextInt(100);
        int words = kind < 60 ? 1 + random.nextInt(8) : kind < 95 ? 5 + random.nextInt(30) : 60 + random.nextInt(60);
        for (int i = 0; i < words; i++) {
            boolean newLine = kind % 10 == 3 && random.nextInt(6) == 0;
            text.append(newLine ? '\n' : ' ').append(WORDS.get(random.nextInt(WORDS.size())));
            if (random.nextInt(30) == 0) {
                text.append(' ').append(EMOJI.get(random.nextInt(EMOJI.size())));
            }
        }
        if (kind == 7) {
            text.append(" שלום לך");
        }
        return text.toString();
    }

    /** Rising times in quick exchanges with pauses, the last of them five minutes ago; about a year for 100,000. */
    long[] times(int count) {
        long[] times = new long[count];
        long time = System.currentTimeMillis() - 5 * MINUTE;
        for (int i = count - 1; i >= 0; i--) {
            times[i] = time;
            time -= random.nextInt(10) < 7 ? 5_000 + random.nextInt(55_000) : random.nextLong(30 * MINUTE);
        }
        return times;
    }
}

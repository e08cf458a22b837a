package io.callvault.desktop.call;

import java.util.ArrayDeque;
import java.util.Deque;

/** Notices from the loudness of the own microphone what its owner does not: "you are muted", "nobody hears you". One thread. */
final class Voice {

    /** Speech at a usual distance is louder. */
    private static final double SPEECH_DBFS = -40;

    /** A living microphone in a quiet room gives more: its own noise. */
    private static final double DEAD_DBFS = -75;

    /** A second of levels. */
    private static final int WINDOW = 10;

    private static final int SPEECH_OF_WINDOW = 6;

    /** Ten seconds of levels. */
    private static final int DEAD_LEVELS = 100;

    private final Deque<Boolean> speech = new ArrayDeque<>();
    private int dead;

    void level(double dbfs) {
        if (speech.size() == WINDOW) {
            speech.removeFirst();
        }
        speech.addLast(dbfs >= SPEECH_DBFS);
        dead = dbfs <= DEAD_DBFS ? Math.min(dead + 1, DEAD_LEVELS) : 0;
    }

    boolean talking() {
        return speech.stream().filter(loud -> loud).count() >= SPEECH_OF_WINDOW;
    }

    boolean silent() {
        return dead >= DEAD_LEVELS;
    }

    void forget() {
        speech.clear();
        dead = 0;
    }
}

package io.callvault.desktop.store;

/** What was found when the store was opened. */
public sealed interface Opened {

    /** The database of last time. */
    record Existing() implements Opened {}

    /** There was none: a new profile. */
    record Created() implements Opened {}

    /**
     * The database was missing, cut short or damaged. It was set aside and a new one made: messages come again from the
     * server with the next snapshot.
     *
     * @param reason a sentence for people and for the log
     */
    record Rebuilt(String reason) implements Opened {}
}

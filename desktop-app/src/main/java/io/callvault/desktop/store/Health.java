package io.callvault.desktop.store;

/** Whether the store takes changes. */
public sealed interface Health {

    /** It does. */
    record Fine() implements Health {}

    /**
     * The disk is full or read-only: what is there can be read, every change is refused, and the store goes on by itself as
     * soon as there is room.
     *
     * @param sentence for the user
     */
    record Stalled(String sentence) implements Health {}

    /**
     * The database cannot be used until the app starts again, which then mends it.
     *
     * @param sentence for the user
     */
    record Stopped(String sentence) implements Health {}
}

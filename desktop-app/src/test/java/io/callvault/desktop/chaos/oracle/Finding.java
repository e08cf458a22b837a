package io.callvault.desktop.chaos.oracle;

/**
 * A broken rule.
 *
 * @param holder the device, or the server as somebody sees it
 * @param room the conversation
 * @param detail what was expected and what is there; never more than names of texts, places and ids
 */
public record Finding(Rule rule, String holder, String room, String detail) {

    /** What is judged (docs/chaos.md). */
    public enum Rule {
        /** An acknowledged text is missing: K ⊆ R. */
        LOST,
        /** A row that nobody was asked to write, or with other letters: R ⊆ A. */
        FOREIGN,
        /** A text, an id or a place twice. */
        DOUBLED,
        /** A conversation is not exactly 1..n. */
        GAP,
        /** Two holders have something else at the same place, or one has more. */
        DIFFERENT,
        /** A device's texts are not in the order in which it was asked for them. */
        DISORDER,
        /** A text that was told stored is neither sent nor visible on its device. */
        VANISHED,
        /** A text that was taken back shows again. */
        UNDONE,
        /** A text still waits although everything is healed. */
        STUCK,
        /** A row that says "only on this device" although its author lives. */
        LEFT_BEHIND,
        /** A frame or message could not be read although nobody poisoned it. */
        UNREADABLE,
        /** read ≤ delivered ≤ last seq does not hold. */
        WATERMARK,
        /** The devices did not come to rest in time. */
        RESTLESS,
        /** Something took longer than it may, or a process did what it must not. */
        CONDUCT
    }

    @Override
    public String toString() {
        return rule + " " + holder + " in " + room + ": " + detail;
    }
}

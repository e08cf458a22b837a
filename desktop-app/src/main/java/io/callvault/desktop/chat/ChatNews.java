package io.callvault.desktop.chat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.List;

/** What changed, told after the commit and in its order. */
public sealed interface ChatNews {

    /**
     * Rows that are new or other than before, and keys of rows that are gone (discarded, or a gap that was filled).
     */
    record RowsChanged(ConversationId conversation, List<TimelineRow> rows, List<String> gone) implements ChatNews {}

    /** A conversation as it now stands; new ones too. */
    record ConversationChanged(ConversationRow conversation) implements ChatNews {}

    /**
     * A text that {@link ChatService#send} took could not be kept: this device's disk or database refused it, and no bubble comes.
     * The composer puts the text back (before what was typed since), and shows the reason.
     *
     * @param text as it was given
     * @param reason a sentence: what is wrong and what to do
     */
    record NotQueued(ConversationId conversation, String text, String reason) implements ChatNews {}

    /** Who types now; empty when nobody does. */
    record TypingChanged(ConversationId conversation, List<String> names) implements ChatNews {}

    /**
     * Whether somebody is there.
     *
     * @param lastSeenMs when the last device left; 0 if unknown
     */
    record PresenceChanged(UserId user, boolean online, long lastSeenMs) implements ChatNews {}

    /** Everything may be other than before (a snapshot was taken): read again. */
    record Reset() implements ChatNews {}
}

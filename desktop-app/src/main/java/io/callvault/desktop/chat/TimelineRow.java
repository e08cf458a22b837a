package io.callvault.desktop.chat;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.DeliveryState;
import java.util.Optional;

/** One row of a timeline. Rows are merged by {@link #key()} and shown by rising {@link #order()}. */
public sealed interface TimelineRow {

    ConversationId conversation();

    /** Stays the same while the row's content or place changes. */
    String key();

    /** The seq of a stored message; pending ones stand behind every stored one, in outbox order. */
    long order();

    /**
     * A message.
     *
     * @param id the author's name for it
     * @param seq its place given by the server; 0 while pending
     * @param senderName the display name at the time of reading
     * @param timestampMs server time once stored, else this device's corrected time; Unix milliseconds
     * @param state for own messages; {@link DeliveryState#SENT} for those of others
     * @param body the newest text; the empty text once it was deleted
     * @param failure why it will not be sent as it is; the text is kept
     * @param flags what became of it
     */
    record Message(
            ConversationId conversation,
            ClientMessageId id,
            long order,
            long seq,
            UserId sender,
            String senderName,
            boolean mine,
            long timestampMs,
            Body body,
            DeliveryState state,
            Optional<Failure> failure,
            Flags flags)
            implements TimelineRow {

        @Override
        public String key() {
            return id.toString();
        }
    }

    /**
     * What became of a message after it was written.
     *
     * @param edited its author changed the text
     * @param deleted its author took it back for everyone: show that instead of a text
     * @param localOnly only on this device: the server, restored from a backup, no longer has it
     * @param changing an edit or delete of this user waits for the server; it is shown all the same
     * @param changeFailure why an edit or delete of this user was refused; {@link ChatService#retry} and {@link
     *     ChatService#discard} with the message's id try it again or give it up
     */
    record Flags(
            boolean edited, boolean deleted, boolean localOnly, boolean changing, Optional<Failure> changeFailure) {

        /** As it was written. */
        public static final Flags NONE = new Flags(false, false, false, false, Optional.empty());
    }

    /** Messages that are not on this device (yet): never hidden (PROTOCOL.md, client guarantee 8). */
    record Gap(ConversationId conversation, long fromSeq, long toSeq) implements TimelineRow {

        @Override
        public String key() {
            return "gap-" + fromSeq;
        }

        @Override
        public long order() {
            return fromSeq;
        }
    }

    /** A message that came but could not be read, kept in the dead letters (PROTOCOL.md, client guarantee 7). */
    record Unreadable(ConversationId conversation, long seq, UserId sender, long timestampMs) implements TimelineRow {

        @Override
        public String key() {
            return key(seq);
        }

        static String key(long seq) {
            return "unreadable-" + seq;
        }

        @Override
        public long order() {
            return seq;
        }
    }

    /**
     * Why a message was not sent.
     *
     * @param reason a plain sentence: what is wrong and what to do
     * @param retryable whether the same text may be tried again
     */
    record Failure(String reason, boolean retryable) {}
}

package io.callvault.desktop.store.row;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.message.MessageOp;
import java.util.Optional;

/**
 * A message as it stands on this device.
 *
 * @param order its place in the conversation: the seq once stored, above {@link #PENDING_BASE} while pending
 * @param seq the place given by the server; 0 while pending
 * @param messageId empty while pending
 * @param senderName display name at the time of reading; empty if the sender is not known
 * @param mine written by this account, on whatever device
 * @param refSeq the message it changes; 0 for {@link MessageOp#NEW}
 * @param timestampMs server time once stored, before that the author's; Unix milliseconds
 * @param state for own messages, merged with the watermarks of the others; SENT for those of others
 * @param failure why the server will not take it as it is
 * @param localOnly the server no longer has it (its backup was older)
 */
public record StoredMessage(
        ConversationId conversation,
        ClientMessageId clientId,
        long order,
        long seq,
        Optional<MessageId> messageId,
        UserId sender,
        String senderName,
        boolean mine,
        MessageOp op,
        long refSeq,
        long timestampMs,
        Content content,
        DeliveryState state,
        Optional<SendFailure> failure,
        boolean localOnly) {

    /** Orders from here on are those of pending messages: behind every seq. */
    public static final long PENDING_BASE = 1L << 39;

    public boolean pending() {
        return seq == 0;
    }
}

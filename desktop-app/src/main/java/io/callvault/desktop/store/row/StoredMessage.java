package io.callvault.desktop.store.row;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
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
 * @param changed what edits and deletes made of it; {@code content} is already the newest text
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
        boolean localOnly,
        Changed changed) {

    /** Orders from here on are those of pending messages: behind every seq. */
    public static final long PENDING_BASE = 1L << 39;

    /** The same message after its edits and deletes. */
    public StoredMessage with(Content newContent, Changed newChanged) {
        return new StoredMessage(
                conversation,
                clientId,
                order,
                seq,
                messageId,
                sender,
                senderName,
                mine,
                op,
                refSeq,
                timestampMs,
                newContent,
                state,
                failure,
                localOnly,
                newChanged);
    }

    /** The message an edit or delete belongs to; empty for everything else. */
    public Optional<ClientMessageId> changes() {
        return content instanceof Content.Said(Body body) ? changes(body) : Optional.empty();
    }

    /** The message a body changes. */
    public static Optional<ClientMessageId> changes(Body body) {
        return switch (body) {
            case Body.Edit(ClientMessageId of, String _) -> Optional.of(of);
            case Body.Delete(ClientMessageId of) -> Optional.of(of);
            case Body.Text _, Body.Call _, Body.Unknown _ -> Optional.empty();
        };
    }

    public boolean pending() {
        return seq == 0;
    }
}

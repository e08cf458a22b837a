package io.callvault.desktop.store.row;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.EventBody;

/**
 * A message from the server after its envelope was checked; also the echo of an own one.
 *
 * @param stored as it came
 * @param clientId from the envelope; for an envelope that cannot be read, {@link #idOfUnreadable}
 * @param refSeq the message it changes; 0 for {@link MessageOp#NEW}
 */
public record IncomingMessage(
        EventBody.MessageStored stored, ClientMessageId clientId, MessageOp op, long refSeq, Content content) {

    /** A stable name for a message whose envelope does not tell one. */
    public static ClientMessageId idOfUnreadable(EventBody.MessageStored stored) {
        return new ClientMessageId(stored.messageId().value());
    }
}

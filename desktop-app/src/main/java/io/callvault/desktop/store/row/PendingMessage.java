package io.callvault.desktop.store.row;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;

/**
 * An own message on its way into the outbox.
 *
 * @param timestampMs the author's clock, corrected by its offset; the same as in the envelope
 * @param envelope the sealed bytes, resent as they are
 */
public record PendingMessage(
        ClientMessageId clientId,
        ConversationId conversation,
        MessageOp op,
        long refSeq,
        long timestampMs,
        Body body,
        Bytes envelope) {}

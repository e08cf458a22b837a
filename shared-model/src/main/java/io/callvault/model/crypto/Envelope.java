package io.callvault.model.crypto;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.MessageOp;

/**
 * A sealed message as its author's device signed it (PROTOCOL.md, "The envelope"). The server stores and orders the exact
 * bytes; members check {@link EnvelopeCodec#verify} against the device's certified key.
 *
 * @param header who says it, where, and what it does
 * @param body suite 0: UTF-8 JSON of a {@link io.callvault.model.message.Body}
 * @param signature 64 bytes over everything before it
 */
public record Envelope(Header header, Bytes body, Bytes signature) {

    /** Suite 0: the body is signed plaintext. */
    public static final int SUITE_PLAIN = 0;

    /** Length of the hash that chains a device's envelopes, in bytes. */
    public static final int PREV_HASH_LENGTH = 16;

    /** Length of the nonce in bytes (used by suite 1; random in suite 0). */
    public static final int NONCE_LENGTH = 12;

    /**
     * The clear part.
     *
     * @param suite how the body is protected; only {@link #SUITE_PLAIN} exists today
     * @param keyEpoch the conversation's key epoch, 0 in suite 0
     * @param messageId the author's name for the message; also its idempotency key
     * @param counter rises by one with every envelope of this device in this conversation, from 1
     * @param previousHash first 16 bytes of SHA-256 of this device's envelope before, zeros for the first
     * @param timestampMs the author's clock, corrected by its offset to the server; orders nothing
     * @param refSeq the seq of the message this one changes, 0 for {@link MessageOp#NEW}
     */
    public record Header(
            int suite,
            MessageOp op,
            ConversationId conversation,
            int keyEpoch,
            UserId user,
            DeviceId device,
            ClientMessageId messageId,
            long counter,
            Bytes previousHash,
            long timestampMs,
            long refSeq,
            Bytes nonce) {

        public Header {
            if (previousHash.length() != PREV_HASH_LENGTH) {
                throw new IllegalArgumentException("the previous hash has 16 bytes");
            }
            if (nonce.length() != NONCE_LENGTH) {
                throw new IllegalArgumentException("the nonce has 12 bytes");
            }
        }
    }
}

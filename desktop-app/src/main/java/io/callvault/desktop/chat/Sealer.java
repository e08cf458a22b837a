package io.callvault.desktop.chat;

import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.ChainLink;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import java.util.random.RandomGenerator;

/** Makes a body a signed envelope in the device's chain, and queues both in one transaction. Runs on the store thread. */
final class Sealer {

    private final RandomGenerator random;

    /**
     * @param random for nonces; {@link java.security.SecureRandom} in production
     */
    Sealer(RandomGenerator random) {
        this.random = random;
    }

    /**
     * What is to be said.
     *
     * @param refSeq the seq of the message it changes; 0 for {@link MessageOp#NEW}
     * @param timestampMs when Enter was pressed
     */
    record Said(
            ConversationId conversation, ClientMessageId id, MessageOp op, long refSeq, Body body, long timestampMs) {}

    void queue(Tx tx, Author author, Said text) throws StoreException {
        ChainLink before = tx.conversations().chain(text.conversation());
        byte[] nonce = new byte[Envelope.NONCE_LENGTH];
        random.nextBytes(nonce);
        Envelope.Header header = new Envelope.Header(
                Envelope.SUITE_PLAIN,
                text.op(),
                text.conversation(),
                0,
                author.user(),
                author.device(),
                text.id(),
                before.counter() + 1,
                before.hash(),
                text.timestampMs(),
                text.refSeq(),
                Bytes.copyOf(nonce));
        Bytes envelope = EnvelopeCodec.seal(header, BodyCodec.encode(text.body()), author.deviceKey());
        tx.conversations()
                .advanceChain(
                        text.conversation(), new ChainLink(before.counter() + 1, EnvelopeCodec.chainHash(envelope)));
        tx.messages()
                .insertPending(new PendingMessage(
                        text.id(),
                        text.conversation(),
                        text.op(),
                        text.refSeq(),
                        text.timestampMs(),
                        text.body(),
                        envelope));
        if (text.body() instanceof Body.Text) {
            tx.drafts().save(text.conversation(), "");
        }
    }
}

package io.callvault.signaling.bot;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.Id;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.relay.MessageRelay;
import io.callvault.signaling.store.ConversationTable.Conversation;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Writes the echo contact's messages. The same occasion gives the same message id, so that nothing is ever said twice. */
final class EchoPen {

    private final EchoIdentity identity;
    private final Store store;
    private final MessageRelay relay;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    EchoPen(EchoIdentity identity, Store store, MessageRelay relay, InstantSource clock) {
        this.identity = identity;
        this.store = store;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * Says it, unless it was said before. Blocks until it is on disk.
     *
     * @param occasion what it answers; its time and a hash of it make the message id
     * @throws RefusedException if it can be tried again later
     */
    void say(ConversationId conversation, Id occasion, String text) throws RefusedException {
        ClientMessageId key = new ClientMessageId(derive(occasion.value()));
        boolean said = store.read(tables ->
                tables.messages().find(identity.principal().user(), key).isPresent());
        if (said) {
            return;
        }
        Optional<Bytes> last = store.read(tables -> tables.conversations()
                .byId(conversation)
                .map(Conversation::num)
                .flatMap(num ->
                        tables.messages().lastOf(num, identity.principal().user())));
        Envelope.Header header = header(conversation, key, last);
        Bytes envelope = EnvelopeCodec.seal(header, BodyCodec.encode(new Body.Text(text)), identity.deviceKey());
        Frame answer = relay.send(identity.principal(), new Frame.Send(key, conversation, Optional.empty(), envelope))
                .toCompletableFuture()
                .join();
        // A permanent refusal (blocked, for example) is an answer too: there is nothing more to do.
        if (answer instanceof Frame.Nack nack && !nack.permanent()) {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "the echo was not taken: " + nack.code());
        }
    }

    private Envelope.Header header(ConversationId conversation, ClientMessageId key, Optional<Bytes> last) {
        byte[] nonce = new byte[Envelope.NONCE_LENGTH];
        random.nextBytes(nonce);
        return new Envelope.Header(
                Envelope.SUITE_PLAIN,
                MessageOp.NEW,
                conversation,
                0,
                identity.principal().user().id(),
                identity.principal().device(),
                key,
                last.map(EchoPen::counter).orElse(0L) + 1,
                last.map(EnvelopeCodec::chainHash).orElse(Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH])),
                clock.millis(),
                0,
                Bytes.copyOf(nonce));
    }

    private static long counter(Bytes envelope) {
        try {
            return EnvelopeCodec.parse(envelope).header().counter();
        } catch (MalformedEnvelopeException e) {
            throw new IllegalStateException("the relay stored an envelope it could not read", e);
        }
    }

    /** A UUIDv7 with the occasion's time and 74 bits of a hash of it (RFC 9562, section 5.7). */
    static UUID derive(UUID occasion) {
        byte[] source = ByteBuffer.allocate(7 + Id.LENGTH)
                .put(new byte[] {'c', 'v', '-', 'e', 'c', 'h', 'o'})
                .putLong(occasion.getMostSignificantBits())
                .putLong(occasion.getLeastSignificantBits())
                .array();
        ByteBuffer hash = ByteBuffer.wrap(Arrays.copyOf(Digests.sha256(source), Id.LENGTH));
        long high = (occasion.getMostSignificantBits() & ~0xFFFFL) | 0x7000L | (hash.getLong() & 0x0FFFL);
        long low = (hash.getLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}

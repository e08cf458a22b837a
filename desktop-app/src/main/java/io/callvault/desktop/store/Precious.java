package io.callvault.desktop.store;

import io.callvault.desktop.store.row.ChainLink;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.desktop.store.row.StoredAccount;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.Id;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.WireException;
import java.net.URI;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in the second log beside the database, because no server could give it back: the account, what waits in the
 * outbox, where the chains of envelopes stand, drafts. A record is a kind and its bytes; a queued message is its envelope.
 */
final class Precious {

    private static final Logger LOG = LoggerFactory.getLogger(Precious.class);

    private static final byte ACCOUNT = 1;
    private static final byte QUEUED = 2;
    private static final byte GONE = 3;
    private static final byte DRAFT = 4;
    private static final byte CHAIN = 5;
    private static final byte DISCARDED = 6;
    private static final byte FAILED = 7;

    private Precious() {}

    static byte[] account(StoredAccount account) {
        byte[] texts = String.join(
                        "\n",
                        account.handle(),
                        account.displayName(),
                        account.server().toString()
                                + account.signedOut().map(why -> "\n" + why).orElse(""))
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 2 * Id.LENGTH + texts.length)
                .put(ACCOUNT)
                .put(account.user().bytes())
                .put(account.device().bytes())
                .put(texts)
                .array();
    }

    static byte[] queued(Bytes envelope) {
        return ByteBuffer.allocate(1 + envelope.length())
                .put(QUEUED)
                .put(envelope.toArray())
                .array();
    }

    static byte[] gone(ClientMessageId id) {
        return ByteBuffer.allocate(1 + Id.LENGTH).put(GONE).put(id.bytes()).array();
    }

    /** As {@link #gone}, but by the user's wish: it must not go out, even if the database still has it. */
    static byte[] discarded(ClientMessageId id) {
        return ByteBuffer.allocate(1 + Id.LENGTH).put(DISCARDED).put(id.bytes()).array();
    }

    /** It steps aside until its author says otherwise: those behind it may have gone out since. Another {@link #queued} ends that. */
    static byte[] failed(ClientMessageId id, SendFailure failure) {
        byte[] texts = (failure.code() + "\n" + failure.reason()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Id.LENGTH + 1 + texts.length)
                .put(FAILED)
                .put(id.bytes())
                .put((byte) (failure.retryable() ? 1 : 0))
                .put(texts)
                .array();
    }

    static byte[] draft(ConversationId conversation, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Id.LENGTH + utf8.length)
                .put(DRAFT)
                .put(conversation.bytes())
                .put(utf8)
                .array();
    }

    static byte[] chain(ConversationId conversation, ChainLink link) {
        return ByteBuffer.allocate(1 + Id.LENGTH + Long.BYTES + link.hash().length())
                .put(CHAIN)
                .put(conversation.bytes())
                .putLong(link.counter())
                .put(link.hash().toArray())
                .array();
    }

    /** Everything precious as the database has it: the beginning of a new log. */
    static List<byte[]> all(Tx tx) throws StoreException {
        List<byte[]> records = new ArrayList<>();
        tx.account().get().map(Precious::account).ifPresent(records::add);
        records.addAll(tx.conversations().preciousChains());
        records.addAll(tx.outbox().preciousEnvelopes());
        records.addAll(tx.outbox().preciousFailures());
        records.addAll(tx.drafts().preciousTexts());
        return records;
    }

    /**
     * Brings a database up to what the log says: an empty one, or one that H2 opened as it stood a moment earlier because its
     * newest part was hurt. What is there already stays as it is; what cannot be read is left out, and said.
     *
     * @param newer whether the log's drafts are at least as new as the database's; else they only fill what is empty
     */
    static void replay(Tx tx, List<byte[]> records, boolean newer) throws StoreException {
        Map<ClientMessageId, byte[]> queued = new LinkedHashMap<>();
        Map<ClientMessageId, SendFailure> failed = new LinkedHashMap<>();
        Map<ConversationId, String> drafts = new LinkedHashMap<>();
        Set<ClientMessageId> discarded = new HashSet<>();
        List<Exception> unreadable = new ArrayList<>();
        for (byte[] record : records) {
            try {
                ByteBuffer in = ByteBuffer.wrap(record);
                switch (in.get()) {
                    case ACCOUNT -> account(tx, in);
                    case QUEUED -> {
                        ClientMessageId id = EnvelopeCodec.parse(Bytes.copyOf(bytes(in.duplicate())))
                                .header()
                                .messageId();
                        if (failed.remove(id) != null) {
                            // Tried again: behind everything that waited then.
                            queued.remove(id);
                        }
                        queued.put(id, bytes(in));
                        discarded.remove(id);
                    }
                    case GONE -> {
                        ClientMessageId id = new ClientMessageId(Id.read(in));
                        queued.remove(id);
                        failed.remove(id);
                    }
                    case FAILED -> {
                        ClientMessageId id = new ClientMessageId(Id.read(in));
                        boolean retryable = in.get() != 0;
                        String[] texts = rest(in).split("\n", 2);
                        failed.put(id, new SendFailure(texts[0], texts[texts.length - 1], retryable));
                    }
                    case DISCARDED -> {
                        ClientMessageId id = new ClientMessageId(Id.read(in));
                        queued.remove(id);
                        failed.remove(id);
                        discarded.add(id);
                    }
                    case DRAFT -> {
                        ConversationId conversation = new ConversationId(Id.read(in));
                        drafts.put(conversation, rest(in));
                    }
                    case CHAIN -> {
                        ConversationId conversation = new ConversationId(Id.read(in));
                        advance(tx, conversation, new ChainLink(in.getLong(), Bytes.copyOf(bytes(in))), 1);
                    }
                    default -> LOG.warn("a record of a kind this version does not know");
                }
            } catch (MalformedEnvelopeException | IllegalArgumentException | BufferUnderflowException e) {
                unreadable.add(e);
            }
        }
        for (byte[] envelope : queued.values()) {
            try {
                queued(tx, Bytes.copyOf(envelope));
            } catch (MalformedEnvelopeException | WireException | IllegalArgumentException e) {
                unreadable.add(e);
            }
        }
        if (!unreadable.isEmpty()) {
            LOG.error(
                    "{} records of the second log could not be read, the first because of",
                    unreadable.size(),
                    unreadable.getFirst());
        }
        for (Map.Entry<ClientMessageId, SendFailure> entry : failed.entrySet()) {
            tx.outbox().fail(entry.getKey(), entry.getValue());
        }
        for (ClientMessageId id : discarded) {
            tx.outbox().forget(id);
        }
        for (Map.Entry<ConversationId, String> draft : drafts.entrySet()) {
            tx.conversations().expect(draft.getKey());
            String stored = tx.drafts().get(draft.getKey());
            if (newer ? !stored.equals(draft.getValue()) : stored.isEmpty()) {
                tx.drafts().save(draft.getKey(), draft.getValue());
            }
        }
    }

    private static void account(Tx tx, ByteBuffer in) throws StoreException {
        if (tx.account().get().isPresent()) {
            return;
        }
        UserId user = new UserId(Id.read(in));
        DeviceId device = new DeviceId(Id.read(in));
        String[] texts = rest(in).split("\n", 4);
        Optional<String> signedOut = texts.length > 3 ? Optional.of(texts[3]) : Optional.empty();
        tx.account().save(new StoredAccount(user, device, texts[0], texts[1], URI.create(texts[2]), signedOut));
    }

    private static void queued(Tx tx, Bytes sealed) throws StoreException, MalformedEnvelopeException, WireException {
        Envelope envelope = EnvelopeCodec.parse(sealed);
        Envelope.Header header = envelope.header();
        // The end of a chain that was signed anew has the same number and another hash.
        advance(tx, header.conversation(), new ChainLink(header.counter(), EnvelopeCodec.chainHash(sealed)), 0);
        if (tx.messages().hasOwn(header.messageId())) {
            return;
        }
        LOG.info("message {} is queued again from the second log", header.messageId());
        tx.messages()
                .insertPending(new PendingMessage(
                        header.messageId(),
                        header.conversation(),
                        header.op(),
                        header.refSeq(),
                        header.timestampMs(),
                        BodyCodec.decode(envelope.body().toArray()),
                        sealed));
    }

    /**
     * Chains only grow.
     *
     * @param least by how much, or nothing is done
     */
    private static void advance(Tx tx, ConversationId conversation, ChainLink link, long least) throws StoreException {
        tx.conversations().expect(conversation);
        if (link.counter() >= tx.conversations().chain(conversation).counter() + least) {
            tx.conversations().advanceChain(conversation, link);
        }
    }

    private static String rest(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }
}

package io.callvault.desktop.store;

import io.callvault.desktop.store.row.ChainLink;
import io.callvault.desktop.store.row.PendingMessage;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

    private Precious() {}

    static byte[] account(StoredAccount account) {
        byte[] texts = String.join(
                        "\n",
                        account.handle(),
                        account.displayName(),
                        account.server().toString())
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
        records.addAll(tx.drafts().preciousTexts());
        return records;
    }

    /** Puts the records of a log into an empty database; what cannot be read is left out, and said. */
    static void replay(Tx tx, List<byte[]> records) throws StoreException {
        Set<ClientMessageId> gone = new HashSet<>();
        for (byte[] record : records) {
            if (record.length == 1 + Id.LENGTH && record[0] == GONE) {
                gone.add(new ClientMessageId(Id.read(ByteBuffer.wrap(record, 1, Id.LENGTH))));
            } else if (record.length > 0 && record[0] == QUEUED) {
                queuedId(record).ifPresent(gone::remove);
            }
        }
        for (byte[] record : records) {
            try {
                replay(tx, record, gone);
            } catch (MalformedEnvelopeException | WireException | IllegalArgumentException e) {
                LOG.error("a record of the second log could not be read", e);
            }
        }
    }

    private static void replay(Tx tx, byte[] record, Set<ClientMessageId> gone)
            throws StoreException, MalformedEnvelopeException, WireException {
        ByteBuffer in = ByteBuffer.wrap(record);
        switch (in.get()) {
            case ACCOUNT -> {
                UserId user = new UserId(Id.read(in));
                DeviceId device = new DeviceId(Id.read(in));
                String[] texts = rest(in).split("\n", 3);
                tx.account()
                        .save(new StoredAccount(
                                user, device, texts[0], texts[1], URI.create(texts[2]), Optional.empty()));
            }
            case QUEUED -> queued(tx, Bytes.copyOf(bytes(in)), gone);
            case DRAFT -> {
                ConversationId conversation = new ConversationId(Id.read(in));
                tx.conversations().expect(conversation);
                tx.drafts().save(conversation, rest(in));
            }
            case CHAIN -> {
                ConversationId conversation = new ConversationId(Id.read(in));
                tx.conversations().expect(conversation);
                tx.conversations().advanceChain(conversation, new ChainLink(in.getLong(), Bytes.copyOf(bytes(in))));
            }
            default -> LOG.trace("who is gone was read before");
        }
    }

    /** Empty if it cannot be read, which the second round says. */
    private static Optional<ClientMessageId> queuedId(byte[] record) {
        try {
            Bytes envelope = Bytes.copyOf(Arrays.copyOfRange(record, 1, record.length));
            return Optional.of(EnvelopeCodec.parse(envelope).header().messageId());
        } catch (MalformedEnvelopeException saidLater) {
            return Optional.empty();
        }
    }

    private static void queued(Tx tx, Bytes sealed, Set<ClientMessageId> gone)
            throws StoreException, MalformedEnvelopeException, WireException {
        Envelope.Header header = EnvelopeCodec.parse(sealed).header();
        tx.conversations().expect(header.conversation());
        tx.conversations()
                .advanceChain(header.conversation(), new ChainLink(header.counter(), EnvelopeCodec.chainHash(sealed)));
        // Once: one that was queued again stands in the log twice.
        if (gone.add(header.messageId())) {
            tx.messages()
                    .insertPending(new PendingMessage(
                            header.messageId(),
                            header.conversation(),
                            header.op(),
                            header.refSeq(),
                            header.timestampMs(),
                            BodyCodec.decode(EnvelopeCodec.parse(sealed).body().toArray()),
                            sealed));
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

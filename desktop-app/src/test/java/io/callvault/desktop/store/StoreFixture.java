package io.callvault.desktop.store;

import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.StoredAccount;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Ada's store with a conversation with Ben in it. The ids come from a seed. */
public final class StoreFixture implements AutoCloseable {

    public static final long T0 = 1_800_000_000_000L;
    public static final StoreKey KEY = new StoreKey(Bytes.copyOf(new byte[StoreKey.LENGTH]));

    public final IdGenerator ids;
    public final UserId ada;
    public final UserId ben;
    public final DeviceId device;
    public final ConversationId chat;
    public final Store store;

    public StoreFixture(Path folder, long seed) throws StoreException {
        ids = new IdGenerator(InstantSource.fixed(java.time.Instant.ofEpochMilli(T0)), new Random(seed));
        ada = ids.userId();
        ben = ids.userId();
        device = ids.deviceId();
        chat = ids.conversationId();
        store = Store.open(folder, KEY);
        await(store.update(tx -> {
            tx.account()
                    .save(new StoredAccount(
                            ada, device, "ada", "Ada", URI.create("http://localhost:1"), Optional.empty()));
            tx.people().save(profile(ada, "ada"));
            tx.people().save(profile(ben, "ben"));
            tx.conversations().save(conversation(chat, 0));
        }));
    }

    public EventBody.Conversation conversation(ConversationId id, long lastSeq) {
        return new EventBody.Conversation(
                id,
                ConversationKind.DIRECT,
                "",
                List.of(profile(ada, "ada"), profile(ben, "ben")),
                T0,
                lastSeq,
                List.of());
    }

    public static EventBody.Profile profile(UserId user, String name) {
        return new EventBody.Profile(user, name, name, Bytes.copyOf(new byte[32]), List.of());
    }

    public PendingMessage pending(String text) {
        return pending(chat, text);
    }

    public PendingMessage pending(ConversationId conversation, String text) {
        return new PendingMessage(
                ids.clientMessageId(),
                conversation,
                MessageOp.NEW,
                0,
                T0,
                new Body.Text(text),
                Bytes.copyOf(new byte[] {1, 2, 3}));
    }

    /** A message with a real envelope. */
    public PendingMessage sealed(SigningKey key, long counter) {
        ClientMessageId id = ids.clientMessageId();
        Body body = new Body.Text("number " + counter);
        Envelope.Header header = new Envelope.Header(
                Envelope.SUITE_PLAIN,
                MessageOp.NEW,
                chat,
                0,
                ada,
                device,
                id,
                counter,
                Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]),
                T0,
                0,
                Bytes.copyOf(new byte[Envelope.NONCE_LENGTH]));
        return new PendingMessage(
                id, chat, MessageOp.NEW, 0, T0, body, EnvelopeCodec.seal(header, BodyCodec.encode(body), key));
    }

    public ClientMessageId send(String text) {
        PendingMessage message = pending(text);
        await(store.write(tx -> tx.messages().insertPending(message)));
        return message.clientId();
    }

    public Frame.Ack ack(ClientMessageId id, long seq) {
        return new Frame.Ack(id, ids.messageId(), T0 + seq, seq, seq, false);
    }

    public IncomingMessage fromBen(long seq, String text) {
        return incoming(ben, ids.clientMessageId(), seq, text);
    }

    public IncomingMessage incoming(UserId sender, ClientMessageId id, long seq, String text) {
        EventBody.MessageStored stored = new EventBody.MessageStored(
                chat, seq, ids.messageId(), sender, device, T0 + seq, Bytes.copyOf(new byte[] {4}));
        return new IncomingMessage(stored, id, MessageOp.NEW, 0, new Content.Said(new Body.Text(text)));
    }

    /** An edit or delete by somebody, as it comes from the server. */
    public IncomingMessage change(UserId sender, long seq, Body body, long refSeq) {
        EventBody.MessageStored stored = new EventBody.MessageStored(
                chat, seq, ids.messageId(), sender, device, T0 + seq, Bytes.copyOf(new byte[] {5}));
        MessageOp op = body instanceof Body.Delete ? MessageOp.DELETE : MessageOp.EDIT;
        return new IncomingMessage(stored, ids.clientMessageId(), op, refSeq, new Content.Said(body));
    }

    public MessageStore.Applied apply(IncomingMessage message) {
        return await(store.write(tx -> tx.messages().applyIncoming(message)));
    }

    public boolean applyAck(ClientMessageId id, long seq) {
        return await(store.write(tx -> tx.messages().applyAck(ack(id, seq)).isPresent()));
    }

    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** Why the stage failed. */
    public static Throwable failure(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
        throw new AssertionError("it did not fail");
    }

    @Override
    public void close() {
        store.close();
    }
}

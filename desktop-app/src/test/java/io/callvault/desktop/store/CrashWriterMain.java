package io.callvault.desktop.store;

import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.StoredAccount;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Sends numbered messages without end, several at a time, and has every third acknowledged; prints each number once it is
 * durable. Meant to be killed at any moment.
 */
public final class CrashWriterMain {

    static final UserId ME = new UserId(new UUID(0, 1));
    static final ConversationId CHAT = new ConversationId(new UUID(0, 2));
    private static final DeviceId DEVICE = new DeviceId(new UUID(0, 3));
    private static final SigningKey KEY = SigningKey.ofSeed(new byte[SigningKey.SEED_LENGTH]);
    private static final int AT_ONCE = 8;

    private CrashWriterMain() {}

    /** Arguments: the folder, and the first number. */
    public static void main(String[] arguments) throws StoreException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        try (Store store = Store.open(Path.of(arguments[0]), StoreFixture.KEY)) {
            out.println("O " + store.opened().getClass().getSimpleName());
            prepare(store);
            Semaphore room = new Semaphore(AT_ONCE);
            long seq = Long.parseLong(arguments[1]);
            for (long number = Long.parseLong(arguments[1]); ; number++) {
                room.acquireUninterruptibly();
                long sent = number;
                told(store.update(tx -> tx.messages().insertPending(message(sent))), room, out, "S " + sent);
                if (number % 3 == 0) {
                    room.acquireUninterruptibly();
                    seq++;
                    Frame.Ack ack = new Frame.Ack(id(sent), new MessageId(new UUID(1, sent)), 5, seq, seq, false);
                    told(store.update(tx -> tx.messages().applyAck(ack)), room, out, "A " + sent);
                }
            }
        }
    }

    private static void told(CompletionStage<Done> stage, Semaphore room, PrintStream out, String line) {
        stage.whenComplete((done, failure) -> {
            out.println(failure == null ? line : "F " + failure);
            room.release();
        });
    }

    private static void prepare(Store store) throws StoreException {
        if (store.read(tx -> tx.account().get()).isPresent()) {
            return;
        }
        StoreFixture.await(store.update(tx -> {
            tx.account()
                    .save(new StoredAccount(
                            ME, DEVICE, "ada", "Ada", URI.create("http://localhost:1"), Optional.empty()));
            tx.conversations()
                    .save(new EventBody.Conversation(CHAT, ConversationKind.DIRECT, "", List.of(), 1, 0, List.of()));
        }));
    }

    static ClientMessageId id(long number) {
        return new ClientMessageId(new UUID(2, number));
    }

    private static PendingMessage message(long number) {
        Body body = new Body.Text(Long.toString(number));
        Envelope.Header header = new Envelope.Header(
                Envelope.SUITE_PLAIN,
                MessageOp.NEW,
                CHAT,
                0,
                ME,
                DEVICE,
                id(number),
                number,
                Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]),
                1,
                0,
                Bytes.copyOf(new byte[Envelope.NONCE_LENGTH]));
        return new PendingMessage(
                id(number), CHAT, MessageOp.NEW, 0, 1, body, EnvelopeCodec.seal(header, BodyCodec.encode(body), KEY));
    }
}

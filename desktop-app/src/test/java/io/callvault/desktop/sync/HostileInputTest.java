package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.MessageId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server or a contact that tries what no honest one does: it costs that one thing, and the rest flows on. */
class HostileInputTest {

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final Person me = Person.of(1);
    private final Person other = Person.of(2);
    private final ServerModel server = new ServerModel("e1", List.of(me, other));
    private SyncedDevice device;

    @BeforeEach
    void connect() throws StoreException {
        device = new SyncedDevice(me, server, loop, folder.resolve("device"), 1);
        device.connect();
        device.settle();
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void anEventThatTheStoreRefusesNeverHoldsBackAcknowledgements() {
        device.write("mine");
        device.settle();
        hear(new EventBody.ConversationChanged(new EventBody.Conversation(
                ServerModel.CONVERSATION, ConversationKind.DIRECT, "", new Poison(), 1, 0, List.of())));
        device.hear(new Frame.Ack(device.lastWritten(), new MessageId(new UUID(4, 1)), 1_000, 1, 2, false));
        pass(5);
        assertThat(rows().getFirst().state()).isEqualTo(DeliveryState.SENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, StoredMessage.PENDING_BASE, 1L << 40, Long.MAX_VALUE})
    void aSeqOutOfRangeHasNoPlaceAnywhere(long seq) {
        hear(message(seq, "nowhere", new Body.Text("nowhere")));
        hear(message(1, "here", new Body.Text("here")));
        device.hear(new Frame.Ack(device.lastWritten(), new MessageId(new UUID(4, 2)), 1_000, seq, 2, false));
        pass(5);
        assertThat(device.texts()).containsExactly("here");
        assertThat(rows().getFirst().seq()).isEqualTo(1);
    }

    @Test
    void wordsOfAnyLengthAreCutAndNotRefused() {
        String endless = "x".repeat(3_000);
        hear(message(1, "1", new Body.Unknown(endless, "{\"k\":\"" + endless + "\"}")));
        hear(new EventBody.Unreadable(endless, endless, Optional.of(endless)));
        hear(message(2, "2", new Body.Text("after")));
        pass(5);
        assertThat(device.texts()).containsExactly("?", "after");
        assertThat(device.<Integer>read(tx -> tx.deadLetters().list(9).size())).isEqualTo(1);
    }

    @Test
    void namesStayOnTheirLineAndTurnNothingAround() {
        EventBody.Profile told = new EventBody.Profile(
                other.user(),
                other.handle(),
                "Eve\u202Eexe.\nAda" + "x".repeat(400),
                other.profile().identityKey(),
                other.profile().devices());
        hear(new EventBody.MemberChanged(ServerModel.CONVERSATION, told, true));
        pass(1);
        assertThat(device.<String>read(
                        tx -> tx.people().profile(other.user()).orElseThrow().displayName()))
                .startsWith("Eveexe.Adaxxx")
                .hasSize(64);
    }

    @Test
    void anAcknowledgementBesideASnapshotDoesNotBringBackTheOldCursor() throws StoreException {
        for (int i = 0; i < 5; i++) {
            hear(new EventBody.ReceiptMoved(ServerModel.CONVERSATION, other.user(), i, i));
        }
        pass(1);
        long old = device.sync.position().ev();
        device.cut();
        device.server = new ServerModel("e2", List.of(me, other));
        CountDownLatch gate = new CountDownLatch(1);
        var held = device.store.update(tx -> awaitQuietly(gate));
        device.connect();
        Frame.Ack ack =
                new Frame.Ack(new ClientMessageId(new UUID(8, 8)), new MessageId(new UUID(4, 3)), 1_000, 1, 1, false);
        loop.runAll();
        device.hear(ack);
        loop.runAll();
        gate.countDown();
        held.toCompletableFuture().join();
        device.settle();
        assertThat(old).isGreaterThan(1);
        assertThat(device.sync.position().epoch()).contains("e2");
        assertThat(device.sync.position().ev()).isEqualTo(1);
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Also stands in the server's log, where the client finds it again. */
    private void hear(EventBody body) {
        server.tellAll(body);
        device.hear(server.events(me.user()).getLast());
    }

    private EventBody.MessageStored message(long seq, String name, Body body) {
        ClientMessageId id =
                new ClientMessageId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        Envelope.Header header = new Envelope.Header(
                Envelope.SUITE_PLAIN,
                MessageOp.NEW,
                ServerModel.CONVERSATION,
                0,
                other.user(),
                other.device(),
                id,
                1,
                Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]),
                1,
                0,
                Bytes.copyOf(new byte[Envelope.NONCE_LENGTH]));
        Bytes envelope = EnvelopeCodec.seal(header, BodyCodec.encode(body), other.deviceKey());
        return new EventBody.MessageStored(
                ServerModel.CONVERSATION,
                seq,
                new MessageId(new UUID(7, id.value().getLeastSignificantBits())),
                other.user(),
                other.device(),
                1_000,
                envelope);
    }

    private void pass(int seconds) {
        device.settle();
        for (int second = 0; second < seconds; second++) {
            loop.advance(Duration.ofSeconds(1));
            device.settle();
        }
    }

    private List<StoredMessage> rows() {
        return device.read(tx -> tx.messages().newest(ServerModel.CONVERSATION, 100));
    }

    /** Members that cannot be read: stands for whatever a store may refuse. */
    private static final class Poison extends AbstractList<EventBody.Profile> {

        @Override
        public EventBody.Profile get(int index) {
            throw new IllegalStateException("poison");
        }

        @Override
        public int size() {
            return 1;
        }
    }
}

package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.ChainLink;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The computer's clock jumps while messages wait: they are signed anew once, and their chain stays whole. */
class ClockSkewTest {

    private static final int MESSAGES = 5;

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final Person me = Person.of(1);
    private final ServerModel server = new ServerModel("e1", List.of(me, Person.of(2)));
    private SyncedDevice device;

    @BeforeEach
    void connect() throws StoreException {
        device = new SyncedDevice(me, server, loop, folder.resolve("device"), 1);
        device.connect();
        serveAll();
    }

    @AfterEach
    void close() {
        device.close();
    }

    @ParameterizedTest(name = "off by {0} minutes")
    @ValueSource(longs = {4, -4, 6, -6, 24 * 60, -24 * 60})
    void theMessagesArriveOnceInOrderWithinTheSkewAndInOneChain(long minutes) throws MalformedEnvelopeException {
        long written = SyncedDevice.WALL_MS;
        server.nowMs = written - Duration.ofMinutes(minutes).toMillis();
        IntStream.rangeClosed(1, MESSAGES).forEach(number -> write(number, written + number));
        serveAll();

        boolean refused = Math.abs(minutes) > 5;
        assertThat(server.messages).hasSize(MESSAGES);
        Bytes previous = Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]);
        for (int i = 0; i < MESSAGES; i++) {
            EventBody.MessageStored stored = server.messages.get(i);
            Envelope envelope = EnvelopeCodec.parse(stored.envelope());
            assertThat(envelope.header().messageId()).isEqualTo(id(i + 1));
            assertThat(envelope.header().counter()).isEqualTo(i + 1L);
            assertThat(envelope.header().previousHash()).isEqualTo(previous);
            assertThat(EnvelopeCodec.verify(envelope, me.deviceKey().verifyKey()))
                    .isTrue();
            assertThat(Math.abs(envelope.header().timestampMs() - server.nowMs))
                    .isLessThanOrEqualTo(Limits.MAX_CLOCK_SKEW_MS);
            previous = EnvelopeCodec.chainHash(stored.envelope());
        }
        ChainLink end = device.read(tx -> tx.conversations().chain(ServerModel.CONVERSATION));
        assertThat(end).isEqualTo(new ChainLink(MESSAGES, previous));
        assertThat(device.metrics.snapshot().counter(Counter.CLOCK_RESIGNS)).isEqualTo(refused ? 1 : 0);
        assertThat(device.rows())
                .noneMatch(StoredMessage::pending)
                .allMatch(row -> row.failure().isEmpty());
        // What is written next continues the chain that the server has.
        write(MESSAGES + 1, server.nowMs);
        serveAll();
        assertThat(EnvelopeCodec.parse(server.messages.getLast().envelope())
                        .header()
                        .previousHash())
                .isEqualTo(previous);
    }

    @Test
    void aSecondRefusalFailsItWithASentenceAndTheNextFollows() {
        server.nowMs = SyncedDevice.WALL_MS;
        write(1, server.nowMs + Duration.ofDays(1).toMillis());
        device.settle();
        // A server whose own clock jumps between the two attempts can never be satisfied.
        device.serve(List.of(device));
        server.nowMs += Duration.ofDays(2).toMillis();
        serveAll();
        assertThat(server.messages).isEmpty();
        assertThat(device.rows().getFirst().failure().orElseThrow()).satisfies(failure -> {
            assertThat(failure.reason()).contains("clock");
            assertThat(failure.retryable()).isTrue();
        });
        write(2, server.nowMs);
        serveAll();
        assertThat(server.messages).hasSize(1);
        // Trying again by hand may sign once more.
        device.store
                .update(tx -> tx.outbox().retry(id(1)))
                .toCompletableFuture()
                .join();
        serveAll();
        assertThat(server.messages).hasSize(2);
    }

    /** The answers come one by one, the second after both were sent again: it speaks of bytes that are no more. */
    @Test
    void aLateAnswerToTheBytesFromBeforeFailsNothing() {
        server.nowMs = SyncedDevice.WALL_MS - Duration.ofMinutes(15).toMillis();
        write(1, SyncedDevice.WALL_MS);
        write(2, SyncedDevice.WALL_MS);
        device.settle();
        device.serve(List.of(device));
        device.serve(List.of(device));
        assertThat(device.link.toClient).hasSize(2);
        device.hear(device.link.toClient.pop());
        device.settle();
        assertThat(device.link.toServer).as("sent again, signed anew").hasSize(2);
        device.hear(device.link.toClient.pop());
        serveAll();
        assertThat(server.messages).hasSize(2);
        assertThat(device.rows())
                .noneMatch(StoredMessage::pending)
                .allMatch(row -> row.failure().isEmpty());
        assertThat(device.metrics.snapshot().counter(Counter.CLOCK_RESIGNS)).isEqualTo(1);
    }

    private void write(int number, long timestampMs) {
        device.store
                .update(tx -> {
                    ChainLink before = tx.conversations().chain(ServerModel.CONVERSATION);
                    Body body = new Body.Text("m" + number);
                    Bytes envelope = EnvelopeCodec.seal(
                            new Envelope.Header(
                                    Envelope.SUITE_PLAIN,
                                    MessageOp.NEW,
                                    ServerModel.CONVERSATION,
                                    0,
                                    me.user(),
                                    me.device(),
                                    id(number),
                                    before.counter() + 1,
                                    before.hash(),
                                    timestampMs,
                                    0,
                                    Bytes.copyOf(new byte[Envelope.NONCE_LENGTH])),
                            BodyCodec.encode(body),
                            me.deviceKey());
                    tx.conversations()
                            .advanceChain(
                                    ServerModel.CONVERSATION,
                                    new ChainLink(before.counter() + 1, EnvelopeCodec.chainHash(envelope)));
                    tx.messages()
                            .insertPending(new PendingMessage(
                                    id(number),
                                    ServerModel.CONVERSATION,
                                    MessageOp.NEW,
                                    0,
                                    timestampMs,
                                    body,
                                    envelope));
                })
                .toCompletableFuture()
                .join();
    }

    private static ClientMessageId id(int number) {
        return new ClientMessageId(new UUID(8, number));
    }

    private void serveAll() {
        device.settle();
        while (!device.link.toServer.isEmpty() || !device.link.toClient.isEmpty()) {
            while (!device.link.toServer.isEmpty()) {
                device.serve(List.of(device));
            }
            new ArrayList<>(device.link.toClient).forEach(frame -> {
                device.link.toClient.pop();
                device.hear(frame);
            });
            device.settle();
        }
    }
}

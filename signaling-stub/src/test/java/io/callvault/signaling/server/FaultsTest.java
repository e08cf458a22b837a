package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.StreamTalk;
import io.callvault.signaling.testing.Talk;
import io.callvault.signaling.testing.Transport;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network goes away on command: no close frame, no answer, and it comes back. */
class FaultsTest {

    private static final String WITHOUT_GOODBYE = "1006 |error.*";

    @TempDir
    private Path data;

    private SignalingServer server;
    private Person ada;
    private Person ben;

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void cuttingEndsEveryConnectionWithoutAGoodbye() {
        Wire adas = ada.connect();
        Wire bens = ben.connect();
        server.faults().cutAll();
        assertThat(adas.closed()).matches(WITHOUT_GOODBYE);
        assertThat(bens.closed()).matches(WITHOUT_GOODBYE);
        Awaitility.await().untilAsserted(() -> assertThat(server.connections()).isZero());
        ada.connect().close();
    }

    @Test
    void nobodyGetsInWhileTheNetworkIsOff() {
        server.faults().refuseAll();
        assertThatThrownBy(() -> new Wire(server.uri())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ada.snapshot()).isInstanceOf(RuntimeException.class);
        server.faults().allowAll();
        ada.connect().close();
    }

    @Test
    void oneDeviceCanLoseTheNetworkAlone() {
        ConversationId conversation = ada.befriend(ben);
        Wire adas = ada.connect();
        try (Wire bens = ben.connect()) {
            server.faults().refuse(ada.device);
            assertThat(adas.closed()).matches(WITHOUT_GOODBYE);
            assertThatThrownBy(() -> ada.snapshot()).isInstanceOf(RuntimeException.class);
            try (Wire again = new Wire(server.uri())) {
                again.send(ada.hello(0));
                assertThat(again.closed()).matches(WITHOUT_GOODBYE);
            }
            bens.send(ben.text(conversation, "Where are you?"));
            bens.await(Frame.Ack.class);
            server.faults().allow(ada.device);
            assertThat(ada.messages(conversation).messages()).hasSize(1);
        }
    }

    @Test
    void webSocketsCanBeBlockedInThreeWays() {
        server.faults().blockWebSocket(Faults.WebSocketWay.UPGRADE_REQUIRED);
        assertThatThrownBy(() -> new Wire(server.uri())).hasStackTraceContaining("426");
        server.faults().blockWebSocket(Faults.WebSocketWay.CLOSED);
        assertThat(new Wire(server.uri()).closed()).isEqualTo("1008 blocked");
        server.faults().blockWebSocket(Faults.WebSocketWay.SILENT);
        try (Wire hole = new Wire(server.uri())) {
            hole.send(ada.hello(0));
            ada.snapshot();
            assertThat(hole.isOpen()).isTrue();
            assertThat(hole.rest()).isEmpty();
            assertThat(server.connections()).isZero();
        }
        try (Talk stream = Transport.STREAM.connect(ada)) {
            assertThat(stream.isOpen()).isTrue();
        }
        server.faults().allowAll();
        ada.connect().close();
    }

    @Test
    void streamsCanBeBlockedInTwoWays() {
        String run = UUID.randomUUID().toString();
        SyncApi.Snapshot now = ada.snapshot();
        SyncApi.EventCursor cursor = new SyncApi.EventCursor(now.epoch(), now.headEv(), now.headEventId());
        server.faults().blockStream(Faults.StreamWay.UNAVAILABLE);
        try (Talk refused = Transport.STREAM.resume(ada, run, cursor)) {
            assertThat(refused.problem()).isEqualTo("unavailable");
        }
        server.faults().blockStream(Faults.StreamWay.SILENT);
        CompletableFuture<?> silent =
                CompletableFuture.supplyAsync(() -> StreamTalk.open(ada, run, ""), Thread::startVirtualThread);
        try (Talk poll = Transport.POLL.resume(ada, run, cursor)) {
            poll.send(new Frame.Ping(0, 0));
            poll.await(Frame.Pong.class);
            assertThat(silent).isNotDone();
        }
        server.faults().allowAll();
        server.faults().cutAll();
    }

    /** The server finds a half-open line within two heartbeats, and nothing is lost on it. */
    @Test
    void aHalfOpenLineIsFoundAndWhatWasSentIntoItComesAgain(@TempDir Path other) throws ServerStartException {
        for (Transport transport : Transport.values()) {
            try (SignalingServer impatient = SignalingServer.start(
                    ServerConfig.in(other.resolve(transport.name())).withHeartbeatMs(300))) {
                Person cyd = Person.signUp(impatient.uri(), "cyd");
                Person dora = Person.signUp(impatient.uri(), "dora");
                ConversationId conversation = cyd.befriend(dora);
                SyncApi.Snapshot now = dora.snapshot();
                SyncApi.EventCursor cursor = new SyncApi.EventCursor(now.epoch(), now.headEv(), now.headEventId());
                try (Wire cyds = cyd.connect();
                        Talk muted = transport.resume(dora, "a", cursor)) {
                    cyds.send(new Frame.Ping(0, 0, Optional.of(Frame.Mode.MINIMAL)));
                    cyds.await(Frame.Pong.class);
                    impatient.faults().mute(dora.device);
                    cyds.send(cyd.text(conversation, "Are you there?"));
                    cyds.await(Frame.Ack.class);
                    assertThat(muted.rest()).noneMatch(Frame.Event.class::isInstance);
                    Awaitility.await()
                            .untilAsserted(
                                    () -> assertThat(impatient.connections()).isEqualTo(1));
                    try (Talk again = Transport.SOCKET.resume(dora, "a", cursor)) {
                        assertThat(again.await(Frame.Event.class).ev()).isEqualTo(cursor.ev() + 1);
                    }
                }
            }
        }
    }

    @Test
    void delayedFramesKeepTheirOrder() {
        ConversationId conversation = ada.befriend(ben);
        try (Wire adas = ada.connect();
                Wire bens = ben.connect()) {
            server.faults().delayFrames(Duration.ofMillis(60));
            for (int i = 0; i < 10; i++) {
                adas.send(ada.text(conversation, "message " + i));
            }
            server.faults().delayFrames(Duration.ZERO);
            for (int seq = 1; seq <= 10; seq++) {
                assertThat(bens.event(EventBody.MessageStored.class).seq()).isEqualTo(seq);
            }
        }
    }
}

package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Path;
import java.time.Duration;
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

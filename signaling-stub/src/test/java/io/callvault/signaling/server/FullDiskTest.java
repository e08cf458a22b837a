package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.store.disk.QuotaDisk;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk: sends are refused for now, everything can be read, nothing acknowledged is lost, and it heals by itself. */
class FullDiskTest {

    private static final String LONG = "x".repeat(7_000);

    @TempDir
    private Path data;

    private QuotaDisk disk;
    private SignalingServer server;
    private Person ada;
    private ConversationId conversation;
    private final List<Frame.Ack> acks = new ArrayList<>();

    @BeforeEach
    void start() throws ServerStartException {
        disk = QuotaDisk.of(Long.MAX_VALUE);
        server = SignalingServer.start(
                ServerConfig.in(data).withEchoDelay(Duration.ZERO).withDisk(disk));
        ada = Person.signUp(server.uri(), "ada");
        conversation = ada.befriend(Person.signUp(server.uri(), "ben"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDiskThatSaysItIsFullStaysReadableAndHeals() throws Exception {
        try (Wire wire = ada.connect()) {
            send(wire, 20);
            disk.limit(disk.used());
            refused(wire);
            readsEverything();
            disk.limit(Long.MAX_VALUE);
            send(wire, 5);
        }
        survivesARestart();
    }

    /** The writes themselves fail: H2 gives its database up, and the server opens it again. */
    @Test
    void aDiskThatIsFullWithoutAWarningHealsToo() throws Exception {
        disk = QuotaDisk.unannounced(Long.MAX_VALUE);
        int port = server.port();
        server.close();
        server = SignalingServer.start(ServerConfig.in(data)
                .withPort(port)
                .withEchoDelay(Duration.ZERO)
                .withDisk(disk));
        try (Wire wire = ada.connect()) {
            send(wire, 20);
            for (int round = 0; round < 2; round++) {
                disk.limit(disk.used());
                fill(wire);
                Awaitility.await().untilAsserted(this::readsEverything);
                disk.limit(Long.MAX_VALUE);
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> answer(wire, "again") instanceof Frame.Ack);
                send(wire, 5);
            }
        }
        survivesARestart();
    }

    /** Until the free pages inside the file are used up. */
    private void fill(Wire wire) {
        for (int i = 0; i < 2_000; i++) {
            if (answer(wire, LONG) instanceof Frame.Nack nack) {
                assertThat(nack.code()).isIn("unavailable", "internal");
                assertThat(nack.permanent()).isFalse();
                return;
            }
        }
        throw new AssertionError("the disk never was full");
    }

    private void refused(Wire wire) {
        Frame answer = answer(wire, "no room");
        assertThat(answer).isInstanceOfSatisfying(Frame.Nack.class, nack -> {
            assertThat(nack.code()).isEqualTo("unavailable");
            assertThat(nack.permanent()).isFalse();
            assertThat(nack.retryAfterMs()).isPositive();
        });
    }

    private void send(Wire wire, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(answer(wire, LONG)).isInstanceOf(Frame.Ack.class);
        }
    }

    private Frame answer(Wire wire, String text) {
        Frame.Send send = ada.text(conversation, text);
        wire.send(send);
        Frame answer = wire.await(Frame.class, frame -> answers(frame, send));
        if (answer instanceof Frame.Ack ack) {
            acks.add(ack);
        }
        return answer;
    }

    private static boolean answers(Frame frame, Frame.Send send) {
        return switch (frame) {
            case Frame.Ack ack -> ack.clientMsgId().equals(send.clientMsgId());
            case Frame.Nack nack -> nack.clientMsgId().equals(send.clientMsgId());
            default -> false;
        };
    }

    private void readsEverything() {
        List<EventBody.MessageStored> stored = new ArrayList<>();
        while (stored.size() < acks.size()) {
            List<EventBody.MessageStored> page = ada.get("/api/messages/sync?limit=500&conversation_id=" + conversation
                            + "&since_seq=" + stored.size())
                    .as(200, SyncApi.MessagePage.class)
                    .messages();
            assertThat(page).isNotEmpty();
            stored.addAll(page);
        }
        for (int i = 0; i < stored.size(); i++) {
            assertThat(stored.get(i).seq()).isEqualTo(i + 1);
        }
        acks.forEach(ack ->
                assertThat(stored.get((int) ack.seq() - 1).messageId()).isEqualTo(ack.messageId()));
    }

    private void survivesARestart() throws ServerStartException {
        int port = server.port();
        server.close();
        server = SignalingServer.start(ServerConfig.in(data).withPort(port).withEchoDelay(Duration.ZERO));
        readsEverything();
    }
}

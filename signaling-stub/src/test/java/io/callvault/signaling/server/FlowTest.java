package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.SettableClock;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are slow, stale, replaced or silent. */
class FlowTest {

    private final SettableClock clock = new SettableClock();

    @TempDir
    private Path data;

    private SignalingServer server;
    private Person ada;
    private Person ben;
    private ConversationId conversation;

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withClock(clock));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
        conversation = ada.befriend(ben);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aReaderThatConfirmsNothingIsPokedAndGoesOnOnceItCaughtUp() {
        try (Wire adas = ada.connect();
                Wire bens = ben.connect()) {
            long start = ben.snapshot().headEv();
            write(adas, 400);
            Frame.Poke poke = bens.await(Frame.Poke.class);
            long pushed =
                    bens.rest().stream().filter(Frame.Event.class::isInstance).count();
            assertThat(pushed).isEqualTo(Limits.MAX_UNACKED_EVENTS);
            SyncApi.EventPage page =
                    ben.get("/api/events?limit=500&since=" + start).as(200, SyncApi.EventPage.class);
            assertThat(page.events()).hasSize(400);
            assertThat(page.events().getLast().ev()).isEqualTo(page.headEv()).isGreaterThanOrEqualTo(poke.headEv());
            bens.send(new Frame.EvAck(page.headEv()));
            write(adas, 1);
            bens.await(Frame.Event.class, event -> event.ev() == page.headEv() + 1);
        }
    }

    @Test
    void aReaderThatConfirmsGetsEverythingPushed() {
        try (Wire adas = ada.connect();
                Wire bens = ben.connect()) {
            long start = ben.snapshot().headEv();
            write(adas, 250);
            for (int i = 1; i <= 250; i++) {
                Frame.Event event = bens.await(Frame.Event.class);
                assertThat(event.ev()).isEqualTo(start + i);
                bens.send(new Frame.EvAck(event.ev()));
            }
            assertThat(bens.rest()).noneMatch(frame -> frame instanceof Frame.Poke);
        }
    }

    @Test
    void aStaleCursorLeadsToASnapshotAndThenOn() {
        try (Wire adas = ada.connect();
                Wire bens = new Wire(server.uri())) {
            bens.send(new Frame.Hello(
                    Frame.PROTO,
                    ben.tokens.accessToken(),
                    ben.device,
                    "test",
                    Optional.of("another history"),
                    5_000,
                    Optional.of(Person.IDS.eventId())));
            assertThat(bens.await(Frame.Welcome.class).resume()).isEqualTo(Frame.Resume.RESYNC);
            SyncApi.Snapshot snapshot = ben.snapshot();
            write(adas, 2);
            bens.send(new Frame.EvAck(snapshot.headEv()));
            assertThat(bens.await(Frame.Event.class).ev()).isEqualTo(snapshot.headEv() + 1);
            assertThat(bens.await(Frame.Event.class).ev()).isEqualTo(snapshot.headEv() + 2);
        }
    }

    @Test
    void theNewerConnectionOfADeviceWins() {
        Wire older = ada.connect();
        try (Wire newer = ada.connect()) {
            assertThat(older.closed()).startsWith("4409");
            write(newer, 1);
        }
    }

    @Test
    void aSilentConnectionIsClosed(@TempDir Path other) throws ServerStartException {
        try (SignalingServer impatient =
                SignalingServer.start(ServerConfig.in(other).withHeartbeatMs(100))) {
            Wire wire = Person.signUp(impatient.uri(), "ada").connect();
            wire.await(Frame.Ping.class);
            assertThat(wire.closed()).startsWith("4408");
        }
    }

    @Test
    void anExpiredTokenEndsTheConnectionUnlessItIsRenewed() {
        try (Wire adas = ada.connect();
                Wire bens = ben.connect()) {
            clock.forward(Duration.ofMinutes(14));
            ben.signIn();
            bens.send(new Frame.Reauth(ben.tokens.accessToken()));
            bens.send(new Frame.Ping(0, 0));
            bens.await(Frame.Pong.class);
            clock.forward(Duration.ofMinutes(2));
            adas.send(new Frame.Ping(0, 0));
            assertThat(adas.closed()).isEqualTo("4401 unauthenticated");
            bens.send(new Frame.Ping(0, 0));
            bens.await(Frame.Pong.class);
            assertThat(ada.get("/api/events?since=0").problem()).isEqualTo("unauthenticated");
        }
    }

    @Test
    void signingOutEndsTheConnection() {
        Wire wire = ada.connect();
        assertThat(ada.delete("/api/sessions").status()).isEqualTo(204);
        assertThat(wire.closed()).isEqualTo("4401 unauthenticated");
    }

    @Test
    void presenceComesBackAfterTheLastConnectionIsGone() {
        try (Wire bens = ben.connect()) {
            Wire adas = ada.connect();
            bens.await(Frame.Presence.class, seen -> seen.userId().equals(ada.user) && seen.online());
            adas.close();
            bens.send(new Frame.Ping(0, 0));
            bens.await(Frame.Presence.class, seen -> seen.userId().equals(ada.user) && !seen.online());
            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.connections()).isEqualTo(1));
        }
    }

    private void write(Wire wire, int count) {
        for (int i = 0; i < count; i++) {
            wire.send(ada.text(conversation, "message " + i));
        }
        for (int i = 0; i < count; i++) {
            wire.await(Frame.Ack.class);
        }
    }
}

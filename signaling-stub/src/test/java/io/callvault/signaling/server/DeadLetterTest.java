package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.admin.AdminToken;
import io.callvault.signaling.admin.DeadLetterDesk;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event that cannot be delivered stands aside, visible to an administrator, and everything behind it flows on. */
class DeadLetterTest {

    private static final String TOKEN = "a token for tests only";

    @TempDir
    private Path data;

    private SignalingServer server;
    private Person ada;
    private Person ben;
    private ConversationId conversation;

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(
                ServerConfig.in(data).withEchoDelay(Duration.ZERO).withAdminToken(AdminToken.of(TOKEN)));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
        conversation = ada.befriend(ben);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPoisonedEventIsPassedByWhenPulledAndTheRestFlowsOn() throws Exception {
        Frame.Event poisoned = lastOf(ben);
        poison(poisoned, "{broken");
        write(3);
        List<Frame.Event> events = pull(ben);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).ev()).isEqualTo(i + 1);
        }
        assertThat(events.get((int) poisoned.ev() - 1).body())
                .isInstanceOfSatisfying(
                        EventBody.Unreadable.class,
                        body -> assertThat(body.type()).isEqualTo("dead_letter"));
        assertThat(events.stream().filter(event -> event.body() instanceof EventBody.MessageStored))
                .hasSizeGreaterThanOrEqualTo(3);
        DeadLetterDesk.Letter letter = only();
        assertThat(letter.userId()).isEqualTo(ben.user);
        assertThat(letter.ev()).isEqualTo(poisoned.ev());
        assertThat(letter.eventId()).isEqualTo(poisoned.eventId());
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(letter.bytes()).isEqualTo("{broken".length());
        assertThat(pull(ben)).isEqualTo(events);
        assertThat(letters().total()).as("once").isEqualTo(1);
    }

    @Test
    void aPoisonedEventIsPassedByWhenPushed() throws Exception {
        SyncApi.Snapshot before = ben.snapshot();
        write(3);
        poisonMessage(2);
        try (Wire bens = new Wire(server.uri())) {
            bens.send(new Frame.Hello(
                    Frame.PROTO,
                    ben.tokens.accessToken(),
                    ben.device,
                    "test",
                    Optional.of(before.epoch()),
                    before.headEv(),
                    before.headEventId()));
            for (int i = 1; i <= 3; i++) {
                assertThat(bens.await(Frame.Event.class).ev()).isEqualTo(before.headEv() + i);
            }
        }
        DeadLetterDesk.Letter letter = only();
        assertThat(letter.type()).isEqualTo("message");
        assertThat(letter.conversationId()).contains(conversation);
    }

    @Test
    void whatCanBeReadAgainIsRequeuedAtTheEndAndInItsOldPlace() throws Exception {
        Frame.Event poisoned = lastOf(ben);
        String good = frame(poisoned);
        poison(poisoned, "{broken");
        pull(ben);
        UUID id = only().id();
        assertThat(admin("POST", "/" + id + "/requeue").problem()).isEqualTo("conflict");
        poison(poisoned, good);
        try (Wire bens = ben.connect()) {
            long ev = admin("POST", "/" + id + "/requeue")
                    .as(200, DeadLetterDesk.Requeued.class)
                    .ev();
            assertThat(bens.await(Frame.Event.class, event -> event.ev() == ev).body())
                    .isEqualTo(poisoned.body());
        }
        assertThat(letters().total()).isZero();
        assertThat(pull(ben).get((int) poisoned.ev() - 1)).isEqualTo(poisoned);
    }

    @Test
    void whatIsDroppedLeavesTheListAndKeepsItsPlaceholder() throws Exception {
        Frame.Event poisoned = lastOf(ben);
        poison(poisoned, "{broken");
        List<Frame.Event> events = pull(ben);
        UUID id = only().id();
        assertThat(admin("DELETE", "/" + id).status()).isEqualTo(204);
        assertThat(letters().total()).isZero();
        assertThat(admin("GET", "/" + id).problem()).isEqualTo("not_found");
        assertThat(pull(ben)).isEqualTo(events);
        assertThat(letters().total()).isZero();
    }

    @Test
    void metadataHoldsNothingOfTheContent() throws Exception {
        poison(lastOf(ben), "{\"type\":\"contact\",\"secret\":\"whisper\"");
        pull(ben);
        String list = admin("GET", "").body();
        assertThat(list).contains("\"type\":\"contact\"").doesNotContain("whisper", "secret");
        assertThat(admin("GET", "/" + only().id()).body()).doesNotContain("whisper", "secret");
    }

    @Test
    void nobodyElseGetsIn() throws Exception {
        Http http = new Http(server.uri());
        String path = "/api/admin/dead-letters";
        assertThat(http.send("GET", path, new byte[0]).problem()).isEqualTo("unauthenticated");
        assertThat(http.send("GET", path, new byte[0], "Authorization", "Bearer " + TOKEN + "x")
                        .problem())
                .isEqualTo("unauthenticated");
        assertThat(ada.get(path).problem()).isEqualTo("unauthenticated");
        server.close();
        server = SignalingServer.start(ServerConfig.in(data).withEchoDelay(Duration.ZERO));
        assertThat(new Http(server.uri())
                        .send("GET", path, new byte[0], "Authorization", "Bearer " + TOKEN)
                        .problem())
                .isEqualTo("not_found");
        assertThat(AdminToken.of(TOKEN).toString()).doesNotContain(TOKEN);
    }

    private DeadLetterDesk.Letter only() {
        assertThat(letters().deadLetters()).hasSize(1);
        DeadLetterDesk.Letter first = letters().deadLetters().getFirst();
        assertThat(admin("GET", "/" + first.id()).as(200, DeadLetterDesk.Letter.class))
                .isEqualTo(first);
        return first;
    }

    private DeadLetterDesk.Letters letters() {
        return admin("GET", "").as(200, DeadLetterDesk.Letters.class);
    }

    private Http.Answer admin(String method, String rest) {
        return new Http(server.uri())
                .send(method, "/api/admin/dead-letters" + rest, new byte[0], "Authorization", "Bearer " + TOKEN);
    }

    private static List<Frame.Event> pull(Person person) {
        return person.get("/api/events?limit=500&since=0")
                .as(200, SyncApi.EventPage.class)
                .events();
    }

    /** Her newest event that is no message. */
    private static Frame.Event lastOf(Person person) {
        return pull(person).stream()
                .filter(event -> event.body() instanceof EventBody.ContactChanged)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private void write(int count) {
        try (Wire wire = ada.connect()) {
            for (int i = 0; i < count; i++) {
                wire.send(ada.text(conversation, "message " + i));
                wire.await(Frame.Ack.class);
            }
        }
    }

    private void poison(Frame.Event event, String frame) throws SQLException {
        try (Connection connection = database();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE event SET frame = ? WHERE event_id = ?")) {
            statement.setString(1, frame);
            statement.setObject(2, event.eventId().value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    /** For ben alone: his event names a message that is not there. */
    private void poisonMessage(int fromTheEnd) throws SQLException {
        Frame.Event event = pull(ben).reversed().get(fromTheEnd - 1);
        try (Connection connection = database();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE event SET message_id = message_id + 999 WHERE event_id = ?")) {
            statement.setObject(1, event.eventId().value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private String frame(Frame.Event event) throws SQLException {
        try (Connection connection = database();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT frame FROM event WHERE event_id = ?")) {
            statement.setObject(1, event.eventId().value());
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:async:" + data.toAbsolutePath().resolve("callvault"), "sa", "");
    }
}

package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked twice happens once; what people do to each other; what survives a restart. */
class IdempotencyTest {

    @TempDir
    private Path data;

    private SignalingServer server;
    private Person ada;
    private Person ben;

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withEchoDelay(Duration.ZERO));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theSameAccountAgainIsTheSameAnswer() {
        AccountApi.CreateAccount request = ada.account();
        EventBody.Profile first = ada.http.post("/api/accounts", request).as(201, EventBody.Profile.class);
        assertThat(ada.http.post("/api/accounts", request).as(201, EventBody.Profile.class))
                .isEqualTo(first);
    }

    @Test
    void theSameMessageAgainIsTheSameAckAndOtherBytesAreRefused() {
        ConversationId conversation = ada.befriend(ben);
        try (Wire adas = ada.connect()) {
            Frame.Send send = ada.text(conversation, "once");
            adas.send(send);
            Frame.Ack first = adas.await(Frame.Ack.class);
            adas.send(send);
            Frame.Ack second = adas.await(Frame.Ack.class);
            assertThat(second)
                    .isEqualTo(new Frame.Ack(
                            first.clientMsgId(),
                            first.messageId(),
                            first.serverTimestamp(),
                            first.seq(),
                            first.ev(),
                            true));
            Frame.Send other = ada.seal(
                    new Envelope.Header(
                            0,
                            MessageOp.NEW,
                            conversation,
                            0,
                            ada.user,
                            ada.device,
                            send.clientMsgId(),
                            9,
                            Bytes.copyOf(new byte[16]),
                            1,
                            0,
                            Bytes.copyOf(new byte[12])),
                    "other",
                    Optional.empty());
            adas.send(other);
            Frame.Nack nack = adas.await(Frame.Nack.class);
            assertThat(nack.code()).isEqualTo("key_reused");
            assertThat(nack.permanent()).isTrue();
            assertThat(ada.messages(conversation).messages()).hasSize(1);
        }
    }

    @Test
    void aPredecessorThatArrivesLateIsWaitedFor() {
        ConversationId conversation = ada.befriend(ben);
        try (Wire adas = ada.connect()) {
            Frame.Send first = ada.text(conversation, "first");
            Frame.Send second = ada.text(conversation, "second", Optional.of(first.clientMsgId()));
            adas.send(second);
            assertThat(adas.await(Frame.Nack.class).code()).isEqualTo("predecessor_missing");
            adas.send(first);
            adas.send(second);
            assertThat(adas.await(Frame.Ack.class).seq()).isEqualTo(1);
            assertThat(adas.await(Frame.Ack.class).seq()).isEqualTo(2);
        }
    }

    @Test
    void refreshTokensRotateAndTheftEndsTheSession() {
        String first = ada.tokens.refreshToken();
        AccountApi.Tokens second = refresh(first).as(200, AccountApi.Tokens.class);
        AccountApi.Tokens third = refresh(first).as(200, AccountApi.Tokens.class);
        AccountApi.Tokens fourth = refresh(third.refreshToken()).as(200, AccountApi.Tokens.class);
        refresh(fourth.refreshToken()).as(200, AccountApi.Tokens.class);
        assertThat(refresh(first).problem()).isEqualTo("unauthenticated");
        assertThat(refresh(fourth.refreshToken()).problem()).isEqualTo("unauthenticated");
        ada.tokens = second;
        assertThat(ada.get("/api/events?since=0").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void aNewDeviceIsToldToEverybodyBeforeItsFirstMessage() {
        ConversationId conversation = ada.befriend(ben);
        SigningKey key = SigningKey.generate(new SecureRandom());
        DeviceId id = Person.IDS.deviceId();
        try (Wire bens = ben.connect()) {
            EventBody.Device device = ada.certified(id, key);
            ada.http.post("/api/devices", new AccountApi.AddDevice(device)).as(201, EventBody.Profile.class);
            ada.http.post("/api/devices", new AccountApi.AddDevice(device)).as(201, EventBody.Profile.class);
            assertThat(bens.event(EventBody.DeviceAdded.class).device()).isEqualTo(device);
            assertThat(ada.signIn(id, key).status()).isEqualTo(201);
            assertThat(bens.rest()).noneMatch(frame -> frame instanceof Frame.Event);
            assertThat(ada.snapshot().self().devices()).hasSize(2);
            assertThat(ben.snapshot().conversations())
                    .filteredOn(found -> found.conversationId().equals(conversation))
                    .flatExtracting(EventBody.Conversation::members)
                    .filteredOn(EventBody.Profile::userId, ada.user)
                    .flatExtracting(EventBody.Profile::devices)
                    .hasSize(2);
        }
    }

    @Test
    void invitingBackAcceptsAndBlockingStopsMessagesAndInvitations() {
        ada.post("/api/contacts", new SyncApi.Invite("ben")).as(200, EventBody.Contact.class);
        EventBody.Contact accepted =
                ben.post("/api/contacts", new SyncApi.Invite("ada")).as(200, EventBody.Contact.class);
        assertThat(accepted.state()).isEqualTo(EventBody.ContactState.ACCEPTED);
        ConversationId conversation = accepted.conversationId().orElseThrow();
        change(ben, ada, SyncApi.ContactAction.BLOCK);
        try (Wire adas = ada.connect()) {
            Frame.Send send = ada.text(conversation, "Hello?");
            adas.send(send);
            assertThat(adas.await(Frame.Nack.class).code()).isEqualTo("forbidden");
            assertThat(ada.post("/api/contacts", new SyncApi.Invite("ben")).problem())
                    .isEqualTo("forbidden");
            assertThat(change(ben, ada, SyncApi.ContactAction.UNBLOCK).state())
                    .isEqualTo(EventBody.ContactState.ACCEPTED);
            adas.send(send);
            assertThat(adas.await(Frame.Ack.class).seq()).isEqualTo(1);
        }
    }

    @Test
    void decliningLetsPeopleAskAgain() {
        ada.post("/api/contacts", new SyncApi.Invite("ben")).as(200, EventBody.Contact.class);
        assertThat(change(ben, ada, SyncApi.ContactAction.DECLINE).state()).isEqualTo(EventBody.ContactState.NONE);
        assertThat(ada.post("/api/contacts", new SyncApi.Invite("ben"))
                        .as(200, EventBody.Contact.class)
                        .state())
                .isEqualTo(EventBody.ContactState.INVITED);
    }

    @Test
    void aGroupIsMadeOnceAndItsMembersTalk() {
        Person cyd = Person.signUp(server.uri(), "cyd");
        ada.befriend(ben);
        ada.befriend(cyd);
        SyncApi.CreateConversation request = new SyncApi.CreateConversation(
                Person.IDS.conversationId(), ConversationKind.GROUP, "Trip", List.of(ben.user, cyd.user));
        EventBody.Conversation made = ada.post("/api/conversations", request).as(201, EventBody.Conversation.class);
        assertThat(ada.post("/api/conversations", request).as(201, EventBody.Conversation.class))
                .isEqualTo(made);
        assertThat(made.members()).extracting(EventBody.Profile::handle).containsExactly("ada", "ben", "cyd");
        try (Wire bens = ben.connect();
                Wire cyds = cyd.connect()) {
            bens.send(ben.text(made.conversationId(), "Hi both"));
            assertThat(cyds.event(EventBody.MessageStored.class).senderId()).isEqualTo(ben.user);
        }
    }

    @Test
    void echoAnswersExactlyOnceOverARestart() throws Exception {
        ConversationId conversation = ada.echo();
        int port = server.port();
        try (Wire adas = ada.connect()) {
            for (int i = 0; i < 20; i++) {
                adas.send(ada.text(conversation, "message " + i));
            }
            for (int i = 0; i < 20; i++) {
                adas.await(Frame.Ack.class);
            }
        }
        server.close();
        server = SignalingServer.start(ServerConfig.in(data).withPort(port).withEchoDelay(Duration.ZERO));
        Awaitility.await().untilAsserted(() -> assertThat(answers(conversation)).hasSize(21));
        try (Wire adas = ada.connect()) {
            adas.send(ada.text(conversation, "last"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(answers(conversation)).hasSize(22));
        }
        assertThat(ada.messages(conversation).messages())
                .extracting(EventBody.MessageStored::seq)
                .hasSize(43)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private List<EventBody.MessageStored> answers(ConversationId conversation) {
        return ada.messages(conversation).messages().stream()
                .filter(message -> !message.senderId().equals(ada.user))
                .toList();
    }

    private Http.Answer refresh(String token) {
        return ada.http.post("/api/sessions/refresh", new AccountApi.Refresh(token));
    }

    private static EventBody.Contact change(Person who, Person whom, SyncApi.ContactAction action) {
        return who.post("/api/contacts/" + whom.user, new SyncApi.ContactChange(action))
                .as(200, EventBody.Contact.class);
    }
}

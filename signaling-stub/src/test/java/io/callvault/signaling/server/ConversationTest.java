package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people talk: what each sees, in which order. */
class ConversationTest {

    @TempDir
    private Path data;

    private SignalingServer server;
    private Person ada;
    private Person ben;

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withEchoDelay(Duration.ofMillis(20)));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageIsAcknowledgedAndReachesBoth() {
        ConversationId conversation = ada.befriend(ben);
        try (Wire adas = ada.connect();
                Wire bens = ben.connect()) {
            Frame.Send send = ada.text(conversation, "Hi Ben");
            adas.send(send);
            Frame.Ack ack = adas.await(Frame.Ack.class);
            EventBody.MessageStored own = adas.event(EventBody.MessageStored.class);
            EventBody.MessageStored his = bens.event(EventBody.MessageStored.class);
            assertThat(ack.seq()).isEqualTo(1);
            assertThat(ack.dup()).isFalse();
            assertThat(ack.clientMsgId()).isEqualTo(send.clientMsgId());
            assertThat(own).isEqualTo(his);
            assertThat(his.envelope()).isEqualTo(send.envelope());
            assertThat(his.messageId()).isEqualTo(ack.messageId());
            assertThat(ben.messages(conversation).messages()).containsExactly(his);
        }
    }

    @Test
    void receiptsRiseAndAreClamped() {
        ConversationId conversation = ada.befriend(ben);
        try (Wire adas = ada.connect();
                Wire bens = ben.connect()) {
            adas.send(ada.text(conversation, "one"));
            adas.send(ada.text(conversation, "two"));
            bens.event(EventBody.MessageStored.class);
            bens.event(EventBody.MessageStored.class);
            bens.send(new Frame.Receipt(conversation, 1, 0));
            assertThat(adas.event(EventBody.ReceiptMoved.class))
                    .isEqualTo(new EventBody.ReceiptMoved(conversation, ben.user, 1, 0));
            bens.send(new Frame.Receipt(conversation, 0, 99));
            assertThat(adas.event(EventBody.ReceiptMoved.class))
                    .isEqualTo(new EventBody.ReceiptMoved(conversation, ben.user, 2, 2));
            bens.send(new Frame.Receipt(conversation, 1, 1));
            bens.send(new Frame.Ping(0, 0));
            bens.await(Frame.Pong.class);
            assertThat(ada.snapshot().conversations().stream()
                            .filter(found -> found.conversationId().equals(conversation))
                            .findFirst()
                            .orElseThrow()
                            .watermarks())
                    .contains(new EventBody.Watermark(ben.user, 2, 2));
        }
    }

    @Test
    void typingAndPresenceReachFriendsOnly() {
        ConversationId conversation = ada.befriend(ben);
        Person cyd = Person.signUp(server.uri(), "cyd");
        try (Wire adas = ada.connect();
                Wire cyds = cyd.connect()) {
            assertThat(adas.await(Frame.Presence.class, seen -> seen.userId().equals(ben.user))
                            .online())
                    .isFalse();
            Wire bens = ben.connect();
            assertThat(adas.await(Frame.Presence.class, seen -> seen.userId().equals(ben.user))
                            .online())
                    .isTrue();
            bens.send(new Frame.Typing(conversation, Optional.empty(), true));
            assertThat(adas.await(Frame.Typing.class))
                    .isEqualTo(new Frame.Typing(conversation, Optional.of(ben.user), true));
            bens.close();
            Frame.Presence left = adas.await(Frame.Presence.class, seen -> !seen.online());
            assertThat(left.userId()).isEqualTo(ben.user);
            assertThat(left.lastSeen()).isPositive();
            assertThat(cyds.rest())
                    .noneMatch(frame -> frame instanceof Frame.Typing
                            || (frame instanceof Frame.Presence presence
                                    && presence.userId().equals(ben.user)));
        }
    }

    @Test
    void echoWelcomesAndAnswers() {
        ConversationId conversation = ada.echo();
        try (Wire adas = ada.connect()) {
            adas.send(ada.text(conversation, "Is anybody there?"));
            assertThat(adas.await(Frame.Typing.class).active()).isTrue();
            EventBody.ReceiptMoved read = adas.event(EventBody.ReceiptMoved.class);
            assertThat(read.readSeq()).isEqualTo(read.deliveredSeq()).isPositive();
            adas.await(
                    Frame.Event.class,
                    event -> event.body() instanceof EventBody.MessageStored message
                            && !message.senderId().equals(ada.user)
                            && message.seq() > 2);
            List<EventBody.MessageStored> all = ada.messages(conversation).messages();
            assertThat(all).extracting(EventBody.MessageStored::seq).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void whatWasMissedComesInOrderAfterTheCursor() {
        ConversationId conversation = ada.befriend(ben);
        long cursor = ben.snapshot().headEv();
        try (Wire adas = ada.connect()) {
            for (int i = 0; i < 50; i++) {
                adas.send(ada.text(conversation, "message " + i));
            }
            for (int i = 0; i < 50; i++) {
                adas.await(Frame.Ack.class);
            }
        }
        try (Wire bens = new Wire(server.uri())) {
            bens.send(new Frame.Hello(
                    Frame.PROTO,
                    ben.tokens.accessToken(),
                    ben.device,
                    "test",
                    Optional.of(ben.snapshot().epoch()),
                    cursor,
                    Optional.empty()));
            Frame.Welcome welcome = bens.await(Frame.Welcome.class);
            assertThat(welcome.resume()).isEqualTo(Frame.Resume.OK);
            assertThat(welcome.headEv()).isEqualTo(cursor + 50);
            for (int i = 1; i <= 50; i++) {
                assertThat(bens.await(Frame.Event.class).ev()).isEqualTo(cursor + i);
            }
        }
    }
}

package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.RawSocket;
import io.callvault.signaling.testing.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame that must be refused: with which nack or close code, that nothing was stored, and that the server lives on. */
class FrameRefusalTest {

    @TempDir
    private static Path data;

    private static SignalingServer server;
    private static Person ada;
    private static Person ben;
    private static Person cyd;
    private static ConversationId adasAndBens;
    private static ConversationId bensAndCyds;
    private String before = "";

    record Refused(String name, String code, boolean permanent, Supplier<Frame.Send> send) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Closed(String name, String close, boolean greeted, Consumer<Wire> act) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withEchoDelay(Duration.ZERO));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
        cyd = Person.signUp(server.uri(), "cyd");
        adasAndBens = ada.befriend(ben);
        bensAndCyds = ben.befriend(cyd);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void note() {
        before = everything();
    }

    @AfterEach
    void nothingWasStoredAndTheServerLives() {
        assertThat(everything()).isEqualTo(before);
    }

    private static String everything() {
        return Stream.of(ada, ben, cyd)
                .map(Person::snapshot)
                .map(all -> all.headEv() + " " + all.conversations())
                .toList()
                .toString();
    }

    static Stream<Refused> sends() {
        return Stream.of(
                new Refused("no envelope", "malformed", true, () -> with(Bytes.copyOf(new byte[10]))),
                new Refused("cut envelope", "malformed", true, () -> {
                    byte[] bytes = good().envelope().toArray();
                    return with(Bytes.copyOf(Arrays.copyOf(bytes, bytes.length - 1)));
                }),
                new Refused("unknown suite", "malformed", true, () -> bent(2)),
                new Refused(
                        "bent body",
                        "bad_signature",
                        true,
                        () -> bent(good().envelope().length() - 70)),
                new Refused(
                        "bent signature",
                        "bad_signature",
                        true,
                        () -> bent(good().envelope().length() - 1)),
                new Refused("another's envelope", "forbidden", true, () -> ben.text(adasAndBens, "I am Ada")),
                new Refused("envelope for another conversation", "invalid_field", true, () -> {
                    Frame.Send send = ada.text(bensAndCyds, "Hi");
                    return new Frame.Send(send.clientMsgId(), adasAndBens, Optional.empty(), send.envelope());
                }),
                new Refused("envelope of another message", "invalid_field", true, () -> {
                    ClientMessageId other = Person.IDS.clientMessageId();
                    return new Frame.Send(other, adasAndBens, Optional.empty(), good().envelope());
                }),
                new Refused("another's conversation", "not_member", true, () -> ada.text(bensAndCyds, "Hi")),
                new Refused("no conversation", "not_member", true, () -> ada.text(Person.IDS.conversationId(), "Hi")),
                new Refused(
                        "from the future",
                        "clock_skew",
                        false,
                        () -> ada.seal(
                                ada.header(adasAndBens, System.currentTimeMillis() + 320_000), "Hi", Optional.empty())),
                new Refused(
                        "change of nothing",
                        "invalid_field",
                        true,
                        () -> ada.seal(changing(ada.header(adasAndBens, 0), -7), "Hi", Optional.empty())),
                new Refused(
                        "predecessor missing",
                        "predecessor_missing",
                        false,
                        () -> ada.text(adasAndBens, "Hi", Optional.of(Person.IDS.clientMessageId()))));
    }

    @ParameterizedTest
    @MethodSource("sends")
    void aMessageIsRefused(Refused bad) {
        try (Wire wire = ada.connect()) {
            Frame.Send send = bad.send().get();
            wire.send(send);
            Frame.Nack nack = wire.await(Frame.Nack.class);
            assertThat(nack.code()).isEqualTo(bad.code());
            assertThat(nack.permanent()).isEqualTo(bad.permanent());
            assertThat(nack.clientMsgId()).isEqualTo(send.clientMsgId());
        }
    }

    static Stream<Closed> frames() {
        return Stream.of(
                new Closed("not JSON", "4400 malformed", true, wire -> wire.sendText("hello")),
                new Closed("no kind", "4400 malformed", true, wire -> wire.sendText("{\"a\":1}")),
                new Closed("unknown kind", "4400 unknown_frame", true, wire -> wire.sendText("{\"t\":\"dance\"}")),
                new Closed(
                        "wrong types",
                        "4400 malformed",
                        true,
                        wire -> wire.sendText("{\"t\":\"ev_ack\",\"ev\":\"x\"}")),
                new Closed("the server's frame", "4400 unknown_frame", true, wire -> wire.send(new Frame.Poke(1))),
                new Closed("hello again", "4400 malformed", true, wire -> wire.send(ada.hello(0))),
                new Closed("binary", "4400 malformed", true, wire -> wire.sendBinary(new byte[] {1, 2, 3})),
                new Closed(
                        "another's token",
                        "4401 unauthenticated",
                        true,
                        wire -> wire.send(new Frame.Reauth(ben.tokens.accessToken()))),
                new Closed("no hello", "4401 unauthenticated", false, wire -> wire.send(new Frame.Ping(0, 0))),
                new Closed("send before hello", "4401 unauthenticated", false, wire -> wire.send(good())),
                new Closed(
                        "garbage token",
                        "4401 unauthenticated",
                        false,
                        wire -> wire.send(new Frame.Hello(
                                1, "garbage", ada.device, "test", Optional.empty(), 0, Optional.empty()))),
                new Closed(
                        "token of another device",
                        "4401 unauthenticated",
                        false,
                        wire -> wire.send(new Frame.Hello(
                                1,
                                ben.tokens.accessToken(),
                                ada.device,
                                "test",
                                Optional.empty(),
                                0,
                                Optional.empty()))),
                new Closed(
                        "another protocol",
                        "4400 invalid_field",
                        false,
                        wire -> wire.send(new Frame.Hello(
                                2,
                                ada.tokens.accessToken(),
                                ada.device,
                                "test",
                                Optional.empty(),
                                0,
                                Optional.empty()))));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aConnectionIsClosed(Closed bad) {
        try (Wire wire = bad.greeted() ? ada.connect() : new Wire(server.uri())) {
            bad.act().accept(wire);
            assertThat(wire.closed()).isEqualTo(bad.close());
        }
    }

    @Test
    void badUtf8IsRefused() throws IOException {
        try (RawSocket socket = new RawSocket(server.uri())) {
            byte[] hello = FrameCodec.encode(ada.hello(0)).getBytes(StandardCharsets.UTF_8);
            hello[hello.length - 3] = (byte) 0xFF;
            socket.sendText(hello);
            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void anOversizeFrameIsRefusedBeforeItIsBuffered() throws IOException {
        try (RawSocket socket = new RawSocket(server.uri())) {
            socket.sendText(new byte[70_000]);
            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void receiptsAndTypingForOthersConversationsDoNothing() {
        try (Wire adas = ada.connect();
                Wire cyds = cyd.connect()) {
            adas.send(new Frame.Receipt(bensAndCyds, 1, 1));
            adas.send(new Frame.Typing(bensAndCyds, Optional.empty(), true));
            adas.send(new Frame.Ping(0, 0));
            adas.await(Frame.Pong.class);
            assertThat(cyds.rest()).noneMatch(frame -> frame instanceof Frame.Typing);
        }
    }

    private static Frame.Send good() {
        return ada.text(adasAndBens, "Hi");
    }

    private static Frame.Send with(Bytes envelope) {
        return new Frame.Send(Person.IDS.clientMessageId(), adasAndBens, Optional.empty(), envelope);
    }

    private static Frame.Send bent(int at) {
        Frame.Send good = good();
        byte[] bytes = good.envelope().toArray();
        bytes[at] ^= 1;
        return new Frame.Send(good.clientMsgId(), adasAndBens, Optional.empty(), Bytes.copyOf(bytes));
    }

    private static Envelope.Header changing(Envelope.Header good, long refSeq) {
        return new Envelope.Header(
                good.suite(),
                good.op(),
                good.conversation(),
                good.keyEpoch(),
                good.user(),
                good.device(),
                good.messageId(),
                good.counter(),
                good.previousHash(),
                good.timestampMs(),
                refSeq,
                good.nonce());
    }
}

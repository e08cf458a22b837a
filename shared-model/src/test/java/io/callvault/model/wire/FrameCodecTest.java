package io.callvault.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callvault.model.call.CallParty;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {

    private static final IdGenerator IDS = new IdGenerator(InstantSource.system(), new Random(1));
    private static final Bytes BYTES = Bytes.copyOf(new byte[] {1, 2, 3, -1});

    static Stream<Frame> frames() {
        EventBody.Device device = new EventBody.Device(IDS.userId(), IDS.deviceId(), "Laptop", BYTES, 5, BYTES);
        EventBody.Profile profile =
                new EventBody.Profile(IDS.userId(), "anna", "Anna \uD83C\uDF89", BYTES, List.of(device));
        EventBody.Conversation conversation = new EventBody.Conversation(
                IDS.conversationId(),
                ConversationKind.DIRECT,
                "",
                List.of(profile),
                7,
                9,
                List.of(new EventBody.Watermark(IDS.userId(), 3, 2)));
        Stream<EventBody> bodies = Stream.of(
                new EventBody.MessageStored(
                        IDS.conversationId(), 4, IDS.messageId(), IDS.userId(), IDS.deviceId(), 99, BYTES),
                new EventBody.ReceiptMoved(IDS.conversationId(), IDS.userId(), 8, 7),
                new EventBody.ConversationChanged(conversation),
                new EventBody.MemberChanged(IDS.conversationId(), profile, true),
                new EventBody.ContactChanged(
                        new EventBody.Contact(profile, EventBody.ContactState.INVITED, Optional.empty())),
                new EventBody.DeviceAdded(device),
                new EventBody.AccountChanged(profile));
        Stream<Frame> events = bodies.map(body -> new Frame.Event(12, IDS.eventId(), body));
        Stream<Frame> others = Stream.of(
                new Frame.Hello(1, "tok", IDS.deviceId(), "i", Optional.of("e"), 3, Optional.of(IDS.eventId())),
                new Frame.Hello(1, "tok", IDS.deviceId(), "i", Optional.empty(), 0, Optional.empty()),
                new Frame.Welcome("e", 9, 1, 30_000, new Frame.ServerLimits(1, 2, 3), Frame.Resume.RESYNC),
                new Frame.Send(IDS.clientMessageId(), IDS.conversationId(), Optional.empty(), BYTES),
                new Frame.Ack(IDS.clientMessageId(), IDS.messageId(), 1, 2, 3, true),
                new Frame.Nack(IDS.clientMessageId(), "clock_skew", false, 10, 11),
                new Frame.EvAck(5),
                new Frame.Receipt(IDS.conversationId(), 2, 1),
                new Frame.Typing(IDS.conversationId(), Optional.empty(), true),
                new Frame.Presence(IDS.userId(), false, 77),
                new Frame.Call(
                        new CallId(IDS.next()),
                        "invite",
                        new ConversationId(IDS.next()),
                        Optional.of(new CallParty(new UserId(IDS.next()), new DeviceId(IDS.next()))),
                        Optional.of(new DeviceId(IDS.next())),
                        1,
                        "{}",
                        BYTES),
                new Frame.Poke(6),
                new Frame.Ping(1, 2),
                new Frame.Ping(1, 2, Optional.of(Frame.Mode.BACKGROUND)),
                new Frame.Pong(1, 2),
                new Frame.Reauth("tok"));
        return Stream.concat(events, others);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void comesBackEqual(Frame frame) throws WireException {
        assertThat(FrameCodec.decode(FrameCodec.encode(frame))).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "malformed     | nonsense",
                "malformed     | null",
                "malformed     | []",
                "malformed     | {}",
                "malformed     | {'t':7}",
                "unknown_frame | {'t':'teleport'}",
                "malformed     | {'t':'ev_ack'}",
                "malformed     | {'t':'ev_ack','ev':'5'}",
                "malformed     | {'t':'ev_ack','ev':1.5}",
                "malformed     | {'t':'ev_ack','ev':null}",
                "malformed     | {'t':'ev_ack','ev':1,'ev':2}",
                "malformed     | {'t':'ev_ack','ev':99999999999999999999}",
                "malformed     | {'t':'ev_ack','ev':1} {}",
                "malformed     | {'t':'reauth'}",
                "malformed     | {'t':'receipt','conversation_id':'1-1-1-1-1','delivered_seq':1,'read_seq':1}",
                "malformed     | {'t':'receipt','conversation_id':5,'delivered_seq':1,'read_seq':1}",
                "malformed     | {'t':'event','ev':1,'event_id':'x','type':'message'}",
                "malformed     | {'t':'welcome','epoch':'e','head_ev':1,'server_time':1,'heartbeat_ms':1,'resume':1}"
            })
    void refusesWhatIsNotAFrame(String code, String json) {
        WireException e = catchThrowableOfType(WireException.class, () -> FrameCodec.decode(json.replace('\'', '"')));
        assertThat(e.code().wireName()).isEqualTo(code);
    }

    @Test
    void boundsDepthSizeAndEncoding() {
        String deep = "{\"t\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThat(catchThrowableOfType(WireException.class, () -> FrameCodec.decode(deep))
                        .code())
                .isEqualTo(ProblemCode.MALFORMED);
        byte[] large = ("{\"t\":\"reauth\",\"access_token\":\"" + "x".repeat(Limits.MAX_FRAME_BYTES) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(catchThrowableOfType(WireException.class, () -> FrameCodec.decode(large))
                        .code())
                .isEqualTo(ProblemCode.TOO_LARGE);
        byte[] notUtf8 = {'{', '"', (byte) 0xC3, '"', '}'};
        assertThat(catchThrowableOfType(WireException.class, () -> FrameCodec.decode(notUtf8))
                        .code())
                .isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void anUnreadableEventKeepsItsPlaceAndItsBytes() throws WireException {
        String id = IDS.eventId().toString();
        String poison = "{\"t\":\"event\",\"ev\":7,\"event_id\":\"" + id
                + "\",\"type\":\"message\",\"payload\":{\"seq\":\"x\"}}";
        Frame.Event event = (Frame.Event) FrameCodec.decode(poison);
        assertThat(event.ev()).isEqualTo(7);
        assertThat(event.body()).isInstanceOfSatisfying(EventBody.Unreadable.class, body -> {
            assertThat(body.raw()).contains("\"seq\":\"x\"");
            assertThat(body.why()).isPresent();
        });
        String newer = poison.replace("\"message\"", "\"poll\"");
        assertThat(((Frame.Event) FrameCodec.decode(newer)).body())
                .isInstanceOfSatisfying(
                        EventBody.Unreadable.class,
                        body -> assertThat(body.why()).isEmpty());
    }

    @Test
    void newerFieldsAreIgnored() throws WireException {
        assertThat(FrameCodec.decode("{\"t\":\"ev_ack\",\"ev\":4,\"shiny\":true}"))
                .isEqualTo(new Frame.EvAck(4));
    }

    @Test
    void whatIsWrongIsToldWithoutQuotingIt() {
        WireException e = catchThrowableOfType(
                WireException.class, () -> FrameCodec.decode("{\"t\":\"ev_ack\",\"ev\":\"secret\"}"));
        assertThat(e).hasMessageContaining("/ev").hasMessageNotContaining("secret");
    }

    @Test
    void secretsStayOutOfText() {
        assertThat(new AccountApi.Tokens("access", 1, "refresh").toString()).doesNotContain("access", "\"refresh");
        assertThat(BYTES.toString()).isEqualTo("4 bytes");
    }
}

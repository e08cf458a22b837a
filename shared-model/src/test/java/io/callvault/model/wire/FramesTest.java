package io.callvault.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames and cursors as the two fallback transports carry them. */
class FramesTest {

    private static final EventId ID = EventId.of("0190b6f2-7c1a-7abc-8def-0123456789ab");

    @Test
    void aBatchIsAnArrayOfTheSameFrames() throws WireException {
        List<Frame> frames = List.of(new Frame.EvAck(5), new Frame.Ping(1, 2, Optional.of(Frame.Mode.MINIMAL)));
        String json = Json.write(new SyncApi.FrameBatch(Frames.of(frames)));
        assertThat(json)
                .isEqualTo("{\"frames\":[{\"t\":\"ev_ack\",\"ev\":5},"
                        + "{\"t\":\"ping\",\"ev\":1,\"server_time\":2,\"mode\":\"minimal\"}]}");
        SyncApi.FrameBatch read = Json.read(json, SyncApi.FrameBatch.class);
        assertThat(FrameCodec.decode(read.frames().texts().getFirst())).isEqualTo(frames.getFirst());
        assertThat(FrameCodec.decode(read.frames().texts().getLast())).isEqualTo(frames.getLast());
    }

    @Test
    void anUnknownKindSpoilsOnlyItself() throws WireException {
        SyncApi.FrameBatch read =
                Json.read("{\"frames\":[{\"t\":\"dance\"},{\"t\":\"ev_ack\",\"ev\":5}]}", SyncApi.FrameBatch.class);
        List<String> texts = read.frames().texts();
        assertThat(catchThrowableOfType(WireException.class, () -> FrameCodec.decode(texts.getFirst()))
                        .code())
                .isEqualTo(ProblemCode.UNKNOWN_FRAME);
        assertThat(FrameCodec.decode(texts.getLast())).isEqualTo(new Frame.EvAck(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"frames\":{}}", "{\"frames\":7}", "{\"frames\":[7]}", "{\"frames\":null}"})
    void whatIsNoBatchIsMalformed(String json) {
        assertThat(catchThrowableOfType(WireException.class, () -> Json.read(json, SyncApi.FrameBatch.class))
                        .code())
                .isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void aPageWithAndWithoutFramesComesBackEqual() throws WireException {
        SyncApi.EventPage plain = new SyncApi.EventPage("e", 4, List.of());
        assertThat(Json.read(Json.write(plain), SyncApi.EventPage.class)).isEqualTo(plain);
        assertThat(Json.read("{\"epoch\":\"e\",\"head_ev\":4,\"events\":[]}", SyncApi.EventPage.class))
                .isEqualTo(plain);
        Frame there = new Frame.Presence(new UserId(new UUID(1, 1)), true, 0);
        SyncApi.EventPage polled = new SyncApi.EventPage("e", 4, List.of(), Optional.of(Frames.of(List.of(there))));
        assertThat(Json.read(Json.write(polled), SyncApi.EventPage.class)).isEqualTo(polled);
    }

    @Test
    void aCursorComesBackEqual() {
        for (SyncApi.EventCursor cursor : List.of(
                new SyncApi.EventCursor("e1", 7, Optional.of(ID)),
                new SyncApi.EventCursor("e1", 0, Optional.empty()))) {
            assertThat(SyncApi.EventCursor.parse(cursor.text())).contains(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "e:7", "e:-7:", "e:x:", "e:7:nothing", ":7:", "e:9999999999999999999:", "e:7:\n"})
    void whatIsNoCursorIsNone(String text) {
        assertThat(SyncApi.EventCursor.parse(text)).isEmpty();
    }

    @Test
    void heartbeatsAreThirtySecondsTwoAndFiveMinutes() {
        assertThat(Frame.Mode.ACTIVE.heartbeatMs(30_000)).isEqualTo(30_000);
        assertThat(Frame.Mode.BACKGROUND.heartbeatMs(30_000)).isEqualTo(120_000);
        assertThat(Frame.Mode.MINIMAL.heartbeatMs(30_000)).isEqualTo(300_000);
    }
}

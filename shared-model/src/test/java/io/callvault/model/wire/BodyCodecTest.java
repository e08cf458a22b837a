package io.callvault.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BodyCodecTest {

    @Test
    void textComesBackWithEmojiAndLineBreaks() throws WireException {
        Body body = new Body.Text("Great \uD83D\uDE00\nשלום");
        assertThat(BodyCodec.decode(BodyCodec.encode(body))).isEqualTo(body);
    }

    @Test
    void aNewerKindIsKeptWhole() throws WireException {
        byte[] poll = "{\"k\":\"poll\",\"options\":[1,2]}".getBytes(StandardCharsets.UTF_8);
        Body body = BodyCodec.decode(poll);
        assertThat(body).isInstanceOf(Body.Unknown.class);
        assertThat(BodyCodec.encode(body)).isEqualTo(poll);
    }

    @Test
    void changesNameTheirMessage() throws WireException {
        ClientMessageId of = new ClientMessageId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0007L));
        for (Body body : List.of(new Body.Edit(of, "better"), new Body.Delete(of))) {
            assertThat(BodyCodec.decode(BodyCodec.encode(body))).isEqualTo(body);
        }
        for (String broken : List.of(
                "{\"k\":\"delete\"}", "{\"k\":\"delete\",\"of\":\"x\"}", "{\"k\":\"edit\",\"of\":\"" + of + "\"}")) {
            assertThatThrownBy(() -> BodyCodec.decode(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(WireException.class);
        }
    }

    @Test
    void aCallSaysHowItEnded() throws WireException {
        CallId id = new CallId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0008L));
        Body call = new Body.Call(id, true, true, CallEnd.HUNG_UP, 1_800_000_000_000L, 61);
        assertThat(BodyCodec.decode(BodyCodec.encode(call))).isEqualTo(call);
        String text = new String(BodyCodec.encode(call), StandardCharsets.UTF_8);
        assertThat(BodyCodec.decode(text.replace("hung_up", "fell_asleep").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Body.Call(id, true, true, CallEnd.OTHER, 1_800_000_000_000L, 61));
        for (String broken : List.of(
                text.replace("\"seconds\":61", "\"seconds\":-1"),
                text.replace("\"video\":true", "\"video\":1"),
                text.replace(id.toString(), "x"))) {
            assertThatThrownBy(() -> BodyCodec.decode(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(WireException.class);
        }
    }

    @Test
    void refusesWhatIsNotABody() {
        assertThatThrownBy(() -> BodyCodec.decode("{\"k\":\"text\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class);
        byte[] long_ = ("{\"k\":\"text\",\"text\":\"" + "x".repeat(Limits.MAX_TEXT_CHARS + 1) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> BodyCodec.decode(long_)).isInstanceOf(WireException.class);
    }
}

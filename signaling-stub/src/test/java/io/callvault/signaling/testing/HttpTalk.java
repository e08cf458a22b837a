package io.callvault.signaling.testing;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.SyncApi;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Frames over HTTP: commands go out by requests, one after the other. How frames come in is for the subclasses. */
public abstract class HttpTalk extends Talk {

    protected final Person person;
    protected final String instance;

    protected HttpTalk(Person person, String instance) {
        this.person = person;
        this.instance = instance;
    }

    /** Listens from the cursor on; the hello has been answered. */
    abstract void listen(SyncApi.EventCursor from);

    /** Nothing more is expected. A request on its way tells why before a poll does. */
    protected final synchronized void over(Http.Answer answer) {
        end("problem " + answer.problem());
    }

    @Override
    public void sendText(String text) {
        request(List.of(text));
    }

    @Override
    public void sendAll(List<? extends Frame> frames) {
        List<String> texts = new ArrayList<>();
        int size = 0;
        for (Frame frame : frames) {
            String text = FrameCodec.encode(frame);
            if (texts.size() == Limits.MAX_BATCH || size + text.length() > Limits.MAX_FRAME_BYTES - 1_000) {
                request(texts);
                texts.clear();
                size = 0;
            }
            texts.add(text);
            size += text.length() + 1;
        }
        if (!texts.isEmpty()) {
            request(texts);
        }
    }

    private synchronized void request(List<String> texts) {
        Http.Answer answer = post(texts);
        if (answer.status() == 200) {
            answer.as(200, SyncApi.FrameBatch.class).frames().texts().forEach(this::take);
        } else {
            over(answer);
        }
    }

    /** One request as it is. */
    public final Http.Answer post(List<String> texts) {
        byte[] body = ("{\"frames\":[" + String.join(",", texts) + "]}").getBytes(StandardCharsets.UTF_8);
        return new SignedRequest(person, "POST", "/api/commands?instance_id=" + instance, body).send();
    }
}

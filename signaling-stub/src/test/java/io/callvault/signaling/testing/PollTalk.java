package io.callvault.signaling.testing;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.SyncApi;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** Frames come in by long polls. */
public final class PollTalk extends HttpTalk {

    private final CountDownLatch awake = new CountDownLatch(1);
    private volatile boolean polling = true;
    private volatile boolean dozing;

    public PollTalk(Person person, String instance) {
        super(person, instance);
    }

    @Override
    void listen(SyncApi.EventCursor from) {
        Thread.ofVirtual().start(() -> {
            try {
                poll(from.ev());
            } catch (UncheckedIOException | InterruptedException e) {
                end("error " + e);
            }
        });
    }

    private void poll(long from) throws InterruptedException {
        long cursor = from;
        while (polling) {
            if (dozing) {
                awake.await();
            }
            Http.Answer answer = person.get("/api/events?wait=2&since=" + cursor + "&instance_id=" + instance);
            if (answer.status() != 200) {
                over(answer);
                return;
            }
            SyncApi.EventPage page = answer.as(200, SyncApi.EventPage.class);
            page.frames().orElseThrow().texts().forEach(this::take);
            for (Frame.Event event : page.events()) {
                cursor = event.ev();
                take(FrameCodec.encode(event));
            }
        }
    }

    @Override
    public void doze() {
        dozing = true;
    }

    @Override
    public void wake() {
        dozing = false;
        awake.countDown();
    }

    @Override
    public void close() {
        polling = false;
        awake.countDown();
    }
}

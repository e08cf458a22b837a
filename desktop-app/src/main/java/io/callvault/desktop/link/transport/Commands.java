package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Frames;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Frames that go up by {@code POST /api/commands}: in order, several in one request, one request at a time. A request that
 * fails ends the connection and is never sent again from here: who knows what the server did with it? The outbox does, by
 * its keys. Lives on the loop.
 */
final class Commands {

    /** What becomes of the requests. */
    interface Hearer {

        /** The answers to one request, in order. */
        void answered(List<String> frames);

        /** There is room again. */
        void roomAgain();

        void failed(int code, String reason);
    }

    /** The JSON around the frames; each frame brings a comma. */
    private static final int ENVELOPE_BYTES = 16;

    private final Loop loop;
    private final SignedInApi api;
    private final String path;
    private final Hearer hearer;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean onItsWay;
    private boolean due;
    private boolean over;

    Commands(Loop loop, SignedInApi api, String instanceId, Hearer hearer) {
        this.loop = loop;
        this.api = api;
        this.path = "/api/commands?instance_id=" + instanceId;
        this.hearer = hearer;
    }

    /** Whatever is given in one turn of the loop leaves together. */
    void send(Frame frame) {
        waiting.add(FrameCodec.encode(frame));
        if (!due) {
            due = true;
            loop.execute(this::post);
        }
    }

    /** Nothing while a request is under way: what waits in the lanes can still be overtaken by a call. */
    int room() {
        return over || onItsWay ? 0 : Limits.MAX_BATCH - waiting.size();
    }

    void close() {
        over = true;
        waiting.clear();
    }

    private void post() {
        due = false;
        if (over || onItsWay || waiting.isEmpty()) {
            return;
        }
        onItsWay = true;
        SyncApi.FrameBatch batch = new SyncApi.FrameBatch(new Frames(nextBatch()));
        var _ = api.call(ApiCall.post(path, batch, SyncApi.FrameBatch.class))
                .thenAccept(result -> loop.execute(() -> answered(result)));
    }

    private List<String> nextBatch() {
        List<String> batch = new ArrayList<>();
        int bytes = ENVELOPE_BYTES;
        while (!waiting.isEmpty() && batch.size() < Limits.MAX_BATCH) {
            bytes += waiting.element().getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes > Limits.MAX_FRAME_BYTES && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void answered(ApiResult<SyncApi.FrameBatch> result) {
        if (over) {
            return;
        }
        onItsWay = false;
        switch (result) {
            case ApiResult.Ok<SyncApi.FrameBatch>(var answer) -> {
                hearer.answered(answer.frames().texts());
                post();
                if (room() > 0) {
                    hearer.roomAgain();
                }
            }
            case ApiResult.Problem<SyncApi.FrameBatch> problem ->
                hearer.failed(
                        closeCode(problem),
                        problem.code().map(ProblemCode::wireName).orElse(problem.detail()));
            case ApiResult.Unreachable<SyncApi.FrameBatch>(var why) -> hearer.failed(CloseCode.UNREACHABLE, why);
        }
    }

    /** What a WebSocket would have been closed with. */
    static int closeCode(ApiResult.Problem<?> problem) {
        return problem.code()
                .map(code -> switch (code) {
                    case UNAUTHENTICATED -> CloseCode.UNAUTHENTICATED;
                    case REPLACED -> CloseCode.REPLACED;
                    case SESSION_GONE -> CloseCode.SUPERSEDED;
                    case UNAVAILABLE, INTERNAL, RATE_LIMITED -> CloseCode.FAILED;
                    default -> CloseCode.PROTOCOL_ERROR;
                })
                .orElse(CloseCode.ABNORMAL);
    }
}

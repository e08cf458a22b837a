package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Position;
import io.callvault.desktop.link.Session;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.SyncApi;
import io.callvault.model.wire.WireException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/events/stream}: frames as server-sent events. The server is heard on it in every heartbeat; a stream that
 * is silent for two is dead, even while commands are answered. Lives on the loop; the reader hops to it.
 */
final class SseFeed implements Feed, SseReader.Hearer {

    private static final int MOST_SILENT = 2;

    private final Loop loop;
    private final ApiClient api;
    private final Session session;
    private final String instanceId;
    private final Hearer hearer;
    private final SseReader reader = new SseReader(this);
    private Frame.Mode mode = Frame.Mode.ACTIVE;
    private long heartbeatMs;
    private Loop.Timer silence = () -> {};
    private boolean over;

    SseFeed(Loop loop, ApiClient api, Session session, String instanceId, Hearer hearer) {
        this.loop = loop;
        this.api = api;
        this.session = session;
        this.instanceId = instanceId;
        this.hearer = hearer;
    }

    /** Without a usable cursor the server waits for the snapshot to be confirmed, as it does on a WebSocket. */
    @Override
    public void start(Position from, Frame.Welcome welcome) {
        heartbeatMs = welcome.heartbeatMs();
        Optional<String> cursor = from.epoch()
                .filter(epoch -> welcome.resume() == Frame.Resume.OK && from.ev() > 0)
                .map(epoch -> new SyncApi.EventCursor(epoch, from.ev(), from.eventId()).text());
        var _ = api.stream(
                        "/api/events/stream?instance_id=" + instanceId,
                        cursor.map(id -> Map.of("Last-Event-ID", id)).orElse(Map.of()),
                        session,
                        reader)
                .thenAccept(result -> loop.execute(() -> answered(result)));
    }

    @Override
    public void goesUp(Frame frame) {
        if (frame instanceof Frame.Ping ping) {
            Frame.Mode before = mode;
            mode = ping.mode().orElse(mode);
            if (mode != before) {
                watch();
            }
        }
    }

    @Override
    public void close() {
        over = true;
        silence.cancel();
        reader.cancel();
    }

    @Override
    public void alive() {
        loop.execute(() -> {
            watch();
            if (!over) {
                hearer.flows();
            }
        });
    }

    @Override
    public void event(String type, String data) {
        loop.execute(() -> {
            if (over) {
                return;
            }
            switch (type) {
                case "message" -> hearer.frame(data);
                case "close" -> closed(data);
                default -> {
                    // A kind of a newer server.
                }
            }
        });
    }

    @Override
    public void ended(String why) {
        loop.execute(() -> end(CloseCode.ABNORMAL, why));
    }

    private void answered(ApiResult<Boolean> result) {
        switch (result) {
            case ApiResult.Ok<Boolean> ignored -> watch();
            case ApiResult.Problem<Boolean> problem -> end(Commands.closeCode(problem), problem.detail());
            case ApiResult.Unreachable<Boolean>(var why) -> end(CloseCode.ABNORMAL, why);
        }
    }

    private void closed(String data) {
        try {
            SyncApi.Closed close = Json.read(data, SyncApi.Closed.class);
            end(close.code(), close.reason());
        } catch (WireException e) {
            end(CloseCode.ABNORMAL, "the goodbye could not be read");
        }
    }

    private void watch() {
        silence.cancel();
        if (!over) {
            long limitMs = MOST_SILENT * mode.heartbeatMs(heartbeatMs);
            silence = loop.schedule(Duration.ofMillis(limitMs), () -> end(CloseCode.ABNORMAL, "the stream is silent"));
        }
    }

    private void end(int code, String reason) {
        if (!over) {
            close();
            hearer.closed(code, reason);
        }
    }
}

package io.callvault.signaling.server;

import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.server.ApiRoute.Access;
import io.callvault.signaling.server.ApiRoute.Kind;
import io.callvault.signaling.session.HttpSessions;
import io.callvault.signaling.store.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The routes of those for whom WebSocket is blocked: commands in, a stream of events out. Long polls are {@code /api/events}. */
final class LiveRoutes {

    private final HttpSessions sessions;
    private final Faults faults;

    LiveRoutes(HttpSessions sessions, Faults faults) {
        this.sessions = sessions;
        this.faults = faults;
    }

    List<ApiRoute> all() {
        return List.of(
                new ApiRoute("POST", "/api/commands", Access.SIGNED_OR_GUEST, 200, Kind.IN_ORDER, this::commands),
                new ApiRoute("GET", "/api/events/stream", Access.TOKEN_OR_GUEST, 200, Kind.OPEN_END, this::stream));
    }

    private CompletionStage<?> commands(ApiRequest request) throws RefusedException, WireException {
        SyncApi.FrameBatch batch = request.json(SyncApi.FrameBatch.class);
        return sessions.commands(
                        caller(request),
                        batch.frames().texts(),
                        request.exchange().loop())
                .thenApply(SyncApi.FrameBatch::new);
    }

    private CompletionStage<?> stream(ApiRequest request) throws RefusedException {
        switch (faults.stream()) {
            case OPEN -> {}
            case UNAVAILABLE -> throw new RefusedException(ProblemCode.UNAVAILABLE, "streams are blocked");
            case SILENT -> {
                request.exchange().line().mute();
                return new CompletableFuture<>();
            }
        }
        HttpSessions.Caller caller = caller(request);
        String text = request.exchange().http().getHeader("Last-Event-ID");
        Optional<SyncApi.EventCursor> cursor = Optional.empty();
        if (text != null && !text.isEmpty()) {
            cursor = SyncApi.EventCursor.parse(text);
            if (cursor.isEmpty()) {
                throw new RefusedException(ProblemCode.INVALID_FIELD, "Last-Event-ID is epoch:ev:event_id");
            }
        }
        Channels.neverIdle(request.exchange().http().connection());
        return sessions.stream(
                        caller,
                        cursor,
                        request.exchange().http().response(),
                        request.exchange().loop())
                .thenApply(open -> ApiRoute.Answered.BY_ITSELF);
    }

    /** A page at once, or the long poll of a connection. */
    CompletionStage<?> poll(ApiRequest request, SyncService.Cursor cursor, int limit, long waitS)
            throws RefusedException {
        return sessions.poll(caller(request), cursor, limit, waitS * 1_000);
    }

    private static HttpSessions.Caller caller(ApiRequest request) throws RefusedException {
        return ApiRequest.id(request.query(), "instance_id", text -> new HttpSessions.Caller(request.who(), text));
    }
}

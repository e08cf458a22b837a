package io.callvault.signaling.server;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.SyncApi;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.AccountService;
import io.callvault.signaling.account.ContactService;
import io.callvault.signaling.account.SessionService;
import io.callvault.signaling.relay.GroupService;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.server.ApiRoute.Access;
import io.callvault.signaling.server.ApiRoute.Kind;
import io.callvault.signaling.session.SessionHub;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Every HTTP route of the server; openapi.yaml says the same, and a test holds the two against each other. */
final class ApiRoutes {

    /** What the routes call. */
    record Rooms(
            Store store,
            AccountService accounts,
            SessionService sessions,
            ContactService contacts,
            GroupService groups,
            SyncService sync,
            SessionHub hub,
            LiveRoutes live,
            AdminRoutes admin,
            CallRoutes calls,
            InstantSource clock) {}

    /** {@code GET /health}. */
    record Health(String status, int connections, long commands, long syncs) {}

    private static final long MOST = 1L << 40;

    private final Rooms rooms;

    ApiRoutes(Rooms rooms) {
        this.rooms = rooms;
    }

    List<ApiRoute> all() {
        List<ApiRoute> routes = new ArrayList<>(rooms.live().all());
        routes.addAll(rooms.admin().all());
        routes.addAll(rooms.calls().all());
        routes.addAll(List.of(
                new ApiRoute("GET", "/health", Access.PUBLIC, 200, this::health),
                new ApiRoute("GET", "/api/server", Access.PUBLIC, 200, this::server),
                new ApiRoute("POST", "/api/accounts", Access.PUBLIC, 201, this::createAccount),
                new ApiRoute("POST", "/api/devices", Access.PUBLIC, 201, this::addDevice),
                new ApiRoute("POST", "/api/challenges", Access.PUBLIC, 201, this::challenge),
                new ApiRoute("POST", "/api/recoveries", Access.PUBLIC, 200, this::recover),
                new ApiRoute("POST", "/api/sessions", Access.PUBLIC, 201, this::signIn),
                new ApiRoute("POST", "/api/sessions/refresh", Access.PUBLIC, 200, this::refresh),
                new ApiRoute("DELETE", "/api/sessions", Access.SIGNED, 204, this::signOut),
                new ApiRoute("POST", "/api/contacts", Access.SIGNED, 200, this::invite),
                new ApiRoute("POST", "/api/contacts/{user_id}", Access.SIGNED, 200, this::changeContact),
                new ApiRoute("POST", "/api/conversations", Access.SIGNED, 201, this::createConversation),
                new ApiRoute("GET", "/api/conversations/sync", Access.TOKEN, 200, this::snapshot),
                new ApiRoute("GET", "/api/messages/sync", Access.TOKEN, 200, this::messages),
                new ApiRoute("GET", "/api/events", Access.TOKEN_OR_GUEST, 200, Kind.OPEN_END, this::events)));
        return List.copyOf(routes);
    }

    private CompletionStage<?> health(ApiRequest request) {
        var counters = rooms.store().counters();
        return completedStage(new Health("ok", rooms.hub().count(), counters.commands(), counters.syncs()));
    }

    private CompletionStage<?> server(ApiRequest request) {
        return completedStage(new AccountApi.ServerInfo(
                Frame.PROTO,
                rooms.store().epoch(),
                rooms.clock().millis(),
                new Frame.ServerLimits(Limits.MAX_FRAME_BYTES, Limits.MAX_TEXT_CHARS, Limits.MAX_UNACKED_EVENTS)));
    }

    private CompletionStage<?> createAccount(ApiRequest request) throws RefusedException, WireException {
        return rooms.accounts().create(request.json(AccountApi.CreateAccount.class));
    }

    private CompletionStage<?> addDevice(ApiRequest request) throws RefusedException, WireException {
        return rooms.accounts().addDevice(request.json(AccountApi.AddDevice.class));
    }

    private CompletionStage<?> challenge(ApiRequest request) {
        return completedStage(rooms.sessions().challenge());
    }

    private CompletionStage<?> recover(ApiRequest request) throws RefusedException, WireException {
        return rooms.accounts().recover(request.json(AccountApi.Recover.class));
    }

    private CompletionStage<?> signIn(ApiRequest request) throws RefusedException, WireException {
        return rooms.sessions().signIn(request.json(AccountApi.SignIn.class));
    }

    private CompletionStage<?> refresh(ApiRequest request) throws RefusedException, WireException {
        return rooms.sessions().refresh(request.json(AccountApi.Refresh.class));
    }

    private CompletionStage<?> signOut(ApiRequest request) {
        return rooms.sessions().signOut(request.who());
    }

    private CompletionStage<?> invite(ApiRequest request) throws WireException {
        return rooms.contacts().invite(request.who(), request.json(SyncApi.Invite.class));
    }

    private CompletionStage<?> changeContact(ApiRequest request) throws RefusedException, WireException {
        UserId other = ApiRequest.id(request.path(), "user_id", UserId::of);
        return rooms.contacts().change(request.who(), other, request.json(SyncApi.ContactChange.class));
    }

    private CompletionStage<?> createConversation(ApiRequest request) throws RefusedException, WireException {
        return rooms.groups().create(request.who().user(), request.json(SyncApi.CreateConversation.class));
    }

    private CompletionStage<?> snapshot(ApiRequest request) throws RefusedException {
        return completedStage(rooms.sync().snapshot(request.who().user(), request.number("since", 0, MOST, 0)));
    }

    private CompletionStage<?> messages(ApiRequest request) throws RefusedException {
        ConversationId id = ApiRequest.id(request.query(), "conversation_id", ConversationId::of);
        int limit = (int) request.number("limit", 1, Limits.MAX_PAGE, 100);
        long before = request.number("before_seq", 1, MOST, 0);
        return completedStage(
                before > 0
                        ? rooms.sync().messagesBefore(request.who().user(), id, before, limit)
                        : rooms.sync()
                                .messagesAfter(
                                        request.who().user(), id, request.number("since_seq", 0, MOST, 0), limit));
    }

    private CompletionStage<?> events(ApiRequest request) throws RefusedException {
        Optional<EventId> eventId = request.query().containsKey("event_id")
                ? Optional.of(ApiRequest.id(request.query(), "event_id", EventId::of))
                : Optional.empty();
        // Without an epoch the caller vouches for the cursor; hello has checked it.
        Optional<String> epoch =
                Optional.of(request.query().getOrDefault("epoch", rooms.store().epoch()));
        SyncService.Cursor cursor = new SyncService.Cursor(epoch, request.number("since", 0, MOST, 0), eventId);
        int limit = (int) request.number("limit", 1, Limits.MAX_PAGE, 100);
        long wait = request.number("wait", 0, Limits.MAX_WAIT_S, 0);
        return wait > 0 || request.query().containsKey("instance_id")
                ? rooms.live().poll(request, cursor, limit, wait)
                : completedStage(rooms.sync().events(request.who().user(), cursor, limit));
    }
}

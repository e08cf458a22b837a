package io.callvault.signaling.server;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.callvault.model.wire.CallApi;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.call.GuestRooms;
import io.callvault.signaling.server.ApiRoute.Access;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.turn.TurnServers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The routes around calls; calls themselves are frames. */
final class CallRoutes {

    private final GuestRooms guests;
    private final Supplier<TurnServers> relays;
    private final InstantSource clock;

    CallRoutes(GuestRooms guests, Supplier<TurnServers> relays, InstantSource clock) {
        this.guests = guests;
        this.relays = relays;
        this.clock = clock;
    }

    List<ApiRoute> all() {
        return List.of(
                new ApiRoute("GET", "/api/calls/ice", Access.TOKEN_OR_GUEST, 200, this::ice),
                new ApiRoute("POST", "/api/guests", Access.GUEST_DOOR, 201, this::enter),
                new ApiRoute("GET", "/api/guests/peers", Access.TOKEN_OR_GUEST, 200, this::peers));
    }

    private CompletionStage<?> ice(ApiRequest request) {
        return completedStage(relays.get().forUser(request.who().user().id(), clock.millis()));
    }

    private CompletionStage<?> enter(ApiRequest request) throws RefusedException, WireException {
        return completedStage(guests.enter(request.json(CallApi.CreateGuest.class)));
    }

    private CompletionStage<?> peers(ApiRequest request) throws RefusedException {
        return completedStage(guests.peers(request.who()));
    }
}

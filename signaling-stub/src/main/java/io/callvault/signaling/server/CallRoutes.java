package io.callvault.signaling.server;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.CallApi;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.account.TokenBuckets;
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

    /** Two runs of the call test at once and one a minute: 70 MB at most, then 8 MB a minute. */
    private static final RateLimits.Rate PROBES = new RateLimits.Rate(300, 2);

    private final TokenBuckets<DeviceId> probes = new TokenBuckets<>(PROBES, System::nanoTime);

    CallRoutes(GuestRooms guests, Supplier<TurnServers> relays, InstantSource clock) {
        this.guests = guests;
        this.relays = relays;
        this.clock = clock;
    }

    List<ApiRoute> all() {
        return List.of(
                new ApiRoute("GET", "/api/calls/ice", Access.TOKEN_OR_GUEST, 200, this::ice),
                new ApiRoute("POST", "/api/guests", Access.GUEST_DOOR, 201, this::enter),
                new ApiRoute("GET", "/api/guests/peers", Access.TOKEN_OR_GUEST, 200, this::peers),
                new ApiRoute("POST", "/api/guests/probe", Access.TOKEN_OR_GUEST, 200, this::probe));
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

    /** What the call test measures the line with: padding up, padding down. */
    private CompletionStage<?> probe(ApiRequest request) throws RefusedException, WireException {
        if (probes.take(request.who().device()) > 0) {
            throw new RefusedException(ProblemCode.RATE_LIMITED, "measured enough: wait a minute");
        }
        int want = request.json(CallApi.Probe.class).want();
        if (want < 0 || want > CallApi.MAX_PROBE_CHARS) {
            throw new RefusedException(
                    ProblemCode.INVALID_FIELD, "want is a number from 0 to " + CallApi.MAX_PROBE_CHARS);
        }
        return completedStage(new CallApi.ProbeAnswer("x".repeat(want)));
    }
}

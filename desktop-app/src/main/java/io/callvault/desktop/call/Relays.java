package io.callvault.desktop.call;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.model.wire.CallApi;
import io.callvault.rtc.IceServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** STUN and TURN servers from the backend, kept until a minute before their credentials end. Any thread. */
final class Relays {

    private static final Logger LOG = LoggerFactory.getLogger(Relays.class);
    private static final long EARLY_MS = Duration.ofMinutes(1).toMillis();
    private static final int MOST = 16;

    /** A call is not kept waiting for longer: without relays it may still find a way. */
    private static final long PATIENCE_MS = 2_000;

    private final SignedInApi api;
    private final InstantSource clock;
    private List<IceServer> kept = List.of();
    private long goodUntilMs;

    Relays(SignedInApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Never exceptionally; without any if the server does not answer in time. */
    CompletableFuture<List<IceServer>> get() {
        synchronized (this) {
            if (clock.millis() < goodUntilMs) {
                return CompletableFuture.completedFuture(kept);
            }
        }
        return api.call(ApiCall.get("/api/calls/ice", CallApi.IceServers.class))
                .thenApply(result -> {
                    if (result.success().isEmpty()) {
                        LOG.warn("no relays for this call: {}", result);
                    }
                    return result.success().map(this::keep).orElse(List.of());
                })
                .completeOnTimeout(List.of(), PATIENCE_MS, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    LOG.warn("relays could not be asked for", failure);
                    return List.of();
                });
    }

    private synchronized List<IceServer> keep(CallApi.IceServers answer) {
        kept = answer.servers().stream()
                .limit(MOST)
                .map(server -> new IceServer(
                        server.urls(),
                        server.username().orElse(""),
                        server.credential().orElse("")))
                .toList();
        goodUntilMs = answer.expiresAt() - EARLY_MS;
        return kept;
    }

    /** Somebody else signs in. */
    synchronized void forget() {
        kept = List.of();
        goodUntilMs = 0;
    }
}

package io.callvault.signaling.bot.call;

import io.callvault.model.wire.CallApi;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.IceServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The STUN and TURN servers the backend names, asked for anew before their credentials end. Never blocks. Any thread. */
final class RelayList {

    private static final Logger LOG = LoggerFactory.getLogger(RelayList.class);

    /** Half of the life of the credentials (docs/calls.md, "Relays"). */
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final HttpClient client;
    private final URI server;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile List<IceServer> known = List.of();
    private volatile long knownNanos = System.nanoTime() - 2 * FRESH_NANOS;

    RelayList(HttpClient client, URI server) {
        this.client = client;
        this.server = server;
    }

    List<IceServer> known() {
        return known;
    }

    void refresh(String token) {
        if (System.nanoTime() - knownNanos < FRESH_NANOS || !asking.compareAndSet(false, true)) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/calls/ice"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .build();
        var _ = client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            asking.set(false);
            if (failure != null) {
                LOG.info("no relays are known: {}", failure.toString());
            } else if (answer.statusCode() == 200) {
                read(answer.body());
            } else {
                LOG.info("no relays are known: the server says {}", answer.statusCode());
            }
        });
    }

    private void read(String body) {
        try {
            known = Json.read(body, CallApi.IceServers.class).servers().stream()
                    .map(one -> new IceServer(
                            one.urls(),
                            one.username().orElse(""),
                            one.credential().orElse("")))
                    .toList();
            knownNanos = System.nanoTime();
        } catch (WireException e) {
            LOG.warn("the list of relays cannot be read: {}", e.toString());
        }
    }
}

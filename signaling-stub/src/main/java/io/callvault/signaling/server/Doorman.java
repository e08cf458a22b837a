package io.callvault.signaling.server;

import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.account.TokenBuckets;
import io.callvault.signaling.admin.AdminToken;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.server.ApiRoute.Access;
import io.callvault.signaling.store.RefusedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/** Lets in those who bring no access token: strangers at their pace, administrators with theirs. Any thread. */
final class Doorman {

    private static final String BEARER = "Bearer ";

    /** What a proxy says of those it speaks for: they are not on this machine. */
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final Optional<AdminToken> adminToken;
    private final TokenBuckets<String> pace;
    private final TokenBuckets<String> guestPace;
    private final ServerMetrics metrics;

    Doorman(Operations operations, ServerMetrics metrics) {
        this.adminToken = operations.adminToken();
        this.pace = new TokenBuckets<>(operations.limits().address(), System::nanoTime);
        this.guestPace = new TokenBuckets<>(operations.limits().guests(), System::nanoTime);
        this.metrics = metrics;
    }

    /** Whether the route may be used by somebody who has shown nothing else yet. */
    void admit(Access access, HttpServerRequest request) throws RefusedException {
        switch (access) {
            case PUBLIC -> pace(request);
            case ADMIN -> {
                pace(request);
                administrator(request);
            }
            case METRICS -> {
                pace(request);
                if (!local(request)) {
                    administrator(request);
                }
            }
            case GUEST_DOOR -> {
                pace(pace, request);
                pace(guestPace, request);
            }
            case TOKEN, TOKEN_OR_GUEST, SIGNED, SIGNED_OR_GUEST -> {}
        }
    }

    private void pace(HttpServerRequest request) throws RefusedException {
        pace(pace, request);
    }

    private void pace(TokenBuckets<String> buckets, HttpServerRequest request) throws RefusedException {
        SocketAddress from = request.remoteAddress();
        String address = from == null ? "" : String.valueOf(from.hostAddress());
        long waitMs = buckets.take(address);
        if (waitMs > 0) {
            metrics.count(Counter.RATE_LIMITED);
            throw new RefusedException(ProblemCode.RATE_LIMITED, "too many requests: wait " + waitMs + " ms");
        }
    }

    private void administrator(HttpServerRequest request) throws RefusedException {
        AdminToken token = adminToken.orElseThrow(() -> new RefusedException(
                ProblemCode.NOT_FOUND, "this server has no administration: start it with an admin token"));
        String shown = request.getHeader("Authorization");
        if (shown == null || !shown.startsWith(BEARER) || !token.matches(shown.substring(BEARER.length()))) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "send Authorization: Bearer with the admin token");
        }
    }

    /** On this machine, and not in the name of somebody who is not. */
    private static boolean local(HttpServerRequest request) {
        SocketAddress from = request.remoteAddress();
        return from != null
                && (String.valueOf(from.hostAddress()).startsWith("127.")
                        || "0:0:0:0:0:0:0:1".equals(from.hostAddress())
                        || "::1".equals(from.hostAddress()))
                && FORWARDED.stream().noneMatch(name -> request.headers().contains(name));
    }
}

package io.callvault.desktop.link;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.ProblemCode;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Typed HTTP calls. Authorized ones carry the token and, where they change something, the device's signature; a refused
 * token and a wrong clock are mended once and the call is made again. Any thread; answers complete on threads of the HTTP
 * client and never exceptionally.
 */
public final class ApiClient implements AutoCloseable {

    private final ServerAddress server;
    private final Http http;
    private final ServerClock clock;
    private final SecureRandom random;

    public ApiClient(ServerAddress server, NetworkSwitch network, ServerClock clock, SecureRandom random) {
        this.server = server;
        this.http = new Http(server, network);
        this.clock = clock;
        this.random = random;
    }

    /** {@code host:port} as dialled, what proofs are bound to. */
    public String audience() {
        return server.audience();
    }

    /** A call that needs no token: its body carries its own proof. */
    public <T> CompletableFuture<ApiResult<T>> anonymous(ApiCall<T> call) {
        return http.send(call, Map.of());
    }

    /** A call of whoever is signed in. */
    public <T> CompletableFuture<ApiResult<T>> authorized(ApiCall<T> call, Session session) {
        return attempt(call, session, true);
    }

    /** The calls of this session. */
    public SignedInApi as(Session session) {
        return new SignedInApi() {
            @Override
            public <T> CompletableFuture<ApiResult<T>> call(ApiCall<T> call) {
                return authorized(call, session);
            }
        };
    }

    /**
     * Opens a stream of server-sent events for whoever is signed in. Completes when the stream begins; a refused token is
     * the caller's to mend.
     *
     * @param events hears the body, on threads of the HTTP client; cancelling its subscription hangs up
     */
    public CompletableFuture<ApiResult<Boolean>> stream(
            String pathAndQuery,
            Map<String, String> headers,
            Session session,
            Flow.Subscriber<List<ByteBuffer>> events) {
        return session.token().thenCompose(token -> switch (token) {
            case Session.Token.Valid(String access) -> {
                Map<String, String> all = new HashMap<>(headers);
                all.put("Authorization", "Bearer " + access);
                yield http.stream(pathAndQuery, all, events);
            }
            case Session.Token.Unreachable() -> CompletableFuture.completedFuture(unreachable());
            case Session.Token.SignedOut() -> CompletableFuture.completedFuture(signedOut());
        });
    }

    /** The link broke: connections that are kept for later are as likely dead, and nobody would tell. */
    public void renewConnections() {
        http.renew();
    }

    /** Asks the server for its time. */
    public CompletableFuture<ApiResult<AccountApi.ServerInfo>> serverInfo() {
        long sent = clock.nanoTime();
        return anonymous(ApiCall.get("/api/server", AccountApi.ServerInfo.class))
                .thenApply(result -> {
                    result.success().ifPresent(info -> clock.sample(sent, info.serverTime()));
                    return result;
                });
    }

    private <T> CompletableFuture<ApiResult<T>> attempt(ApiCall<T> call, Session session, boolean again) {
        return session.token().thenCompose(token -> switch (token) {
            case Session.Token.Valid(String access) ->
                http.send(call, headers(call, session, access))
                        .thenCompose(result -> again
                                ? mend(call, session, access, result)
                                : CompletableFuture.completedFuture(result));
            case Session.Token.Unreachable() -> CompletableFuture.completedFuture(unreachable());
            case Session.Token.SignedOut() -> CompletableFuture.completedFuture(signedOut());
        });
    }

    private static <T> ApiResult<T> unreachable() {
        return new ApiResult.Unreachable<>(Http.UNREACHABLE);
    }

    private static <T> ApiResult<T> signedOut() {
        return new ApiResult.Problem<>(Optional.of(ProblemCode.UNAUTHENTICATED), 401, "Sign in again.");
    }

    private <T> CompletableFuture<ApiResult<T>> mend(
            ApiCall<T> call, Session session, String access, ApiResult<T> result) {
        if (result instanceof ApiResult.Problem<T> problem) {
            if (problem.is(ProblemCode.UNAUTHENTICATED)) {
                session.refused(access);
                return attempt(call, session, false);
            }
            if (problem.is(ProblemCode.CLOCK_SKEW)) {
                clock.distrust();
                return serverInfo().thenCompose(ignored -> attempt(call, session, false));
            }
        }
        return CompletableFuture.completedFuture(result);
    }

    private Map<String, String> headers(ApiCall<?> call, Session session, String access) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + access);
        if (call.changes()) {
            session.signature().ifPresent(signature -> {
                long timestamp = clock.millis();
                byte[] nonceBytes = new byte[Proofs.NONCE_LENGTH];
                random.nextBytes(nonceBytes);
                Bytes nonce = Bytes.copyOf(nonceBytes);
                byte[] signed = Proofs.request(
                        audience(),
                        call.method(),
                        call.pathAndQuery(),
                        call.body(),
                        timestamp,
                        nonce,
                        signature.signer());
                headers.put("CV-Timestamp", Long.toString(timestamp));
                headers.put("CV-Nonce", nonce.base64Url());
                headers.put("CV-Signature", signature.deviceKey().sign(signed).base64Url());
            });
        }
        return headers;
    }

    @Override
    public void close() {
        http.close();
    }
}

package io.callvault.signaling.server;

import io.callvault.model.wire.Limits;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.account.RequestGuard;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.session.Services;
import io.callvault.signaling.session.SocketLink;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The one port: HTTP goes to the routes, {@code /api/ws} becomes a {@link SocketLink}. Its handlers run on event loops. */
final class Listener implements AutoCloseable {

    static final String WEB_SOCKET = "/api/ws";

    private static final Duration GOODBYE = Duration.ofMillis(500);

    private final Vertx vertx;
    private final HttpServer server;
    private final Faults faults;
    private final Map<HttpConnection, Faults.OpenLine> lines = new ConcurrentHashMap<>();
    private volatile Front front = request -> HttpApi.answer(
            request.response(), Problem.of(ProblemCode.UNAVAILABLE, "the server is starting: try again in a moment"));

    /** RFC 6455, section 7.4.1. */
    private static final short POLICY_VIOLATION = 1008;

    private record Wire(HttpConnection connection) implements Faults.Line {

        @Override
        public void cut() {
            Channels.cut(connection);
        }

        @Override
        public void mute() {
            Channels.mute(connection);
        }
    }

    private interface Front {
        void take(HttpServerRequest request);
    }

    private Listener(Vertx vertx, HttpServerOptions options, Faults faults) {
        this.vertx = vertx;
        this.faults = faults;
        this.server = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::take)
                .invalidRequestHandler(request -> HttpApi.answer(
                        request.response(),
                        Problem.of(ProblemCode.MALFORMED, "the request is not HTTP as it should be")));
    }

    /** Takes the port. Requests are answered with 503 until {@link #serve}. Blocks. */
    static Listener bind(ServerConfig config, Faults faults) throws ServerStartException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setTcpNoDelay(true)
                // One request at a time on each connection: many streams would queue a body each.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(Math.toIntExact(Math.max(75_000, 3 * config.heartbeatMs())))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // Off: 64 KiB of deflate could unpack to far more than a frame may have.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // Whoever does not answer the goodbye is gone.
                .setWebSocketClosingTimeout(2)
                .setMaxWebSocketFrameSize(Limits.MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(Limits.MAX_FRAME_BYTES);
        Listener listener = new Listener(vertx, options, faults);
        try {
            listener.server.listen().toCompletionStage().toCompletableFuture().join();
            return listener;
        } catch (CompletionException e) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            throw new ServerStartException(
                    "Port " + config.port() + " on " + config.host() + " cannot be used (" + e.getCause()
                            + "): stop the program that has it or choose another one with --port.",
                    e);
        }
    }

    int port() {
        return server.actualPort();
    }

    /** Opens the doors. */
    void serve(Services services, RequestGuard guard, Doorman doorman, List<ApiRoute> routes) {
        Router router =
                new HttpApi(doorman, services.accounts(), guard, services.workers(), this::line).router(vertx, routes);
        front = request -> {
            if (WEB_SOCKET.equals(request.path())) {
                upgrade(services, request);
            } else {
                router.handle(request);
            }
        };
    }

    /** A request on a connection that was cut may still arrive: nobody answers. */
    private void take(HttpServerRequest request) {
        if (line(request).allowed()) {
            front.take(request);
        }
    }

    private void upgrade(Services services, HttpServerRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            HttpApi.answer(request.response(), Problem.of(ProblemCode.MALFORMED, "this path speaks WebSocket"));
            return;
        }
        Faults.OpenLine line = line(request);
        Faults.WebSocketWay way = faults.webSocket();
        if (way == Faults.WebSocketWay.UPGRADE_REQUIRED) {
            // RFC 9110, section 15.5.22; what proxies answer that do not know the protocol.
            request.response()
                    .setStatusCode(426)
                    .putHeader("Upgrade", "websocket")
                    .end();
            return;
        }
        request.toWebSocket().onSuccess(socket -> {
            switch (way) {
                case OPEN, UPGRADE_REQUIRED -> {
                    Channels.neverIdle(request.connection());
                    SocketLink.open(services, vertx, socket, line);
                }
                case CLOSED -> socket.close(POLICY_VIOLATION, "blocked");
                case SILENT -> line.mute();
            }
        });
    }

    private void connected(HttpConnection connection) {
        Faults.OpenLine line = faults.opened(new Wire(connection));
        lines.put(connection, line);
        connection.closeHandler(ended -> {
            lines.remove(connection);
            line.closed();
        });
    }

    private Faults.OpenLine line(HttpServerRequest request) {
        Faults.OpenLine line = lines.get(request.connection());
        return line == null ? faults.opened(new Wire(request.connection())) : line;
    }

    /** Stops listening, gives answers on their way half a second, cuts what is left. Blocks. */
    @Override
    public void close() {
        server.shutdown(GOODBYE).toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

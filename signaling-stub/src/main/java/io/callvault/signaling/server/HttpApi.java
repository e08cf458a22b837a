package io.callvault.signaling.server;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.account.RequestGuard;
import io.callvault.signaling.account.SessionService;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.relay.Failures;
import io.callvault.signaling.store.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the routes: reads bodies bounded, checks tokens and signatures, answers every failure with a problem document. */
final class HttpApi {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private static final String JSON = "application/json";

    /** Seconds, as HTTP counts them: nothing here needs a longer pause. */
    private static final String RETRY_AFTER_S = "1";

    /** Requests read and not yet answered; each holds its body. */
    private static final int MOST_WAITING = 1_000;

    private final AtomicInteger waiting = new AtomicInteger();
    private final Turns turns = new Turns();
    private final Doorman doorman;
    private final SessionService sessions;
    private final RequestGuard guard;
    private final Executor workers;
    private final Function<HttpServerRequest, Faults.OpenLine> lines;

    HttpApi(
            Doorman doorman,
            SessionService sessions,
            RequestGuard guard,
            Executor workers,
            Function<HttpServerRequest, Faults.OpenLine> lines) {
        this.doorman = doorman;
        this.sessions = sessions;
        this.guard = guard;
        this.workers = workers;
        this.lines = lines;
    }

    Router router(Vertx vertx, List<ApiRoute> routes) {
        Router router = Router.router(vertx);
        // false: uploaded files are never written to disk.
        router.route().handler(BodyHandler.create(false).setBodyLimit(Limits.MAX_FRAME_BYTES));
        for (ApiRoute route : routes) {
            String path = route.path().replaceAll("\\{(\\w+)}", ":$1");
            router.route(HttpMethod.valueOf(route.method()), path).handler(asked -> serve(asked, route));
        }
        GuestPage.mount(router);
        fails(router, 400, ProblemCode.MALFORMED, "the request is not HTTP as it should be");
        fails(router, 404, ProblemCode.NOT_FOUND, "this path does not exist");
        fails(router, 405, ProblemCode.METHOD_NOT_ALLOWED, "this path does not take this method");
        fails(router, 413, ProblemCode.TOO_LARGE, "a body has at most " + Limits.MAX_FRAME_BYTES + " bytes");
        fails(router, 415, ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send application/json");
        router.errorHandler(500, asked -> {
            LOG.error("a request failed", asked.failure());
            answer(asked.response(), Problem.of(ProblemCode.INTERNAL, "try again later"));
        });
        return router;
    }

    private static void fails(Router router, int status, ProblemCode code, String detail) {
        router.errorHandler(status, asked -> answer(asked.response(), Problem.of(code, detail)));
    }

    private void serve(RoutingContext asked, ApiRoute route) {
        HttpServerRequest http = asked.request();
        Buffer buffer = asked.body().buffer();
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            answer(http.response(), Problem.of(ProblemCode.UNAVAILABLE, "the server is busy: try again in a moment"));
            return;
        }
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        Context context = asked.vertx().getOrCreateContext();
        ApiRequest.Exchange exchange = new ApiRequest.Exchange(http, context, lines.apply(http));
        Turns.Turn turn = route.kind() == ApiRoute.Kind.IN_ORDER ? turns.take(http.uri()) : Turns.Turn.free();
        workers.execute(() -> {
            CompletionStage<?> result = start(asked, route, body, exchange, turn);
            if (route.kind() == ApiRoute.Kind.OPEN_END) {
                waiting.decrementAndGet(); // It holds no body, and may stay for long.
            }
            var _ = result.whenComplete((value, failure) -> {
                turn.over();
                context.runOnContext(ignored -> {
                    if (route.kind() != ApiRoute.Kind.OPEN_END) {
                        waiting.decrementAndGet();
                    }
                    finish(http.response(), route, value, failure);
                });
            });
        });
    }

    private static void finish(
            HttpServerResponse response, ApiRoute route, @Nullable Object value, @Nullable Throwable failure) {
        if (failure != null) {
            answer(response, problem(Failures.cause(failure)));
        } else if (value instanceof ApiRoute.Text(String type, String text)) {
            answer(response, route.status(), type, text);
        } else if (!(value instanceof ApiRoute.Answered)) {
            answer(
                    response,
                    route.status(),
                    JSON,
                    route.status() == 204 ? "" : Json.write(Objects.requireNonNull(value)));
        }
    }

    private CompletionStage<?> start(
            RoutingContext asked, ApiRoute route, byte[] body, ApiRequest.Exchange exchange, Turns.Turn turn) {
        try {
            HttpServerRequest http = exchange.http();
            requireJson(http, body);
            Map<String, String> query = new HashMap<>();
            asked.queryParams().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
            doorman.admit(route.access(), http);
            if (!route.access().byDevice()) {
                return route.handler()
                        .handle(new ApiRequest(asked.pathParams(), query, body, Optional.empty(), exchange));
            }
            Principal who = sessions.authenticate(bearer(http.headers()));
            if (who.isGuest() && !route.access().forGuests()) {
                throw new RefusedException(ProblemCode.FORBIDDEN, "this is not for guests: make an account");
            }
            if (!exchange.line().identify(who.device())) {
                throw new RefusedException(ProblemCode.UNAVAILABLE, "this device has no network");
            }
            ApiRequest request = new ApiRequest(asked.pathParams(), query, body, Optional.of(who), exchange);
            if (!route.access().signed(who)) {
                return route.handler().handle(request);
            }
            return guard.check(who, signed(http, body))
                    .thenCompose(fresh -> turn.before())
                    .thenComposeAsync(mine -> handle(route, request, turn), workers);
        } catch (RefusedException | WireException | RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static CompletionStage<Object> handle(ApiRoute route, ApiRequest request, Turns.Turn turn) {
        try {
            return route.handler().handle(request).thenApply(Function.<Object>identity());
        } catch (RefusedException | WireException | RuntimeException e) {
            return CompletableFuture.failedStage(e);
        } finally {
            turn.over();
        }
    }

    private static void requireJson(HttpServerRequest http, byte[] body) throws RefusedException {
        String type = header(http.headers(), "Content-Type");
        if (body.length > 0 && !type.equals(JSON) && !type.startsWith(JSON + ";")) {
            throw new RefusedException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send application/json");
        }
    }

    private static String bearer(MultiMap headers) throws RefusedException {
        String value = header(headers, "Authorization");
        if (!value.startsWith("Bearer ")) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "send Authorization: Bearer with the access token");
        }
        return value.substring("Bearer ".length());
    }

    private static RequestGuard.Signed signed(HttpServerRequest http, byte[] body) {
        MultiMap headers = http.headers();
        return new RequestGuard.Signed(
                http.method().name(),
                http.uri(),
                body,
                header(headers, "CV-Timestamp"),
                header(headers, "CV-Nonce"),
                header(headers, "CV-Signature"));
    }

    private static String header(MultiMap headers, String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case RefusedException refused -> refused.problem();
            case WireException unreadable -> unreadable.problem();
            case HttpException undecodable
            when undecodable.getStatusCode() == 400 ->
                Problem.of(ProblemCode.MALFORMED, "the request is not HTTP as it should be");
            default -> {
                LOG.error("a request failed", failure);
                yield Problem.of(ProblemCode.INTERNAL, "try again later");
            }
        };
    }

    static void answer(HttpServerResponse response, Problem problem) {
        boolean later = problem.status() == ProblemCode.UNAVAILABLE.status()
                || problem.status() == ProblemCode.RATE_LIMITED.status();
        if (later && !response.headWritten()) {
            response.putHeader("Retry-After", RETRY_AFTER_S);
        }
        answer(response, problem.status(), Problem.MEDIA_TYPE, Json.write(problem));
    }

    private static void answer(HttpServerResponse response, int status, String type, String body) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("Cache-Control", "no-store");
        if (body.isEmpty()) {
            response.end();
        } else {
            response.putHeader("Content-Type", type).end(body);
        }
    }
}

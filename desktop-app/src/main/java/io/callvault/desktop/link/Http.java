package io.callvault.desktop.link;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Plain HTTP calls: time limits, bounded bodies, problem documents, the system's proxy. Answers complete on threads of the
 * JDK's client. Obeys the {@link NetworkSwitch}.
 */
final class Http implements AutoCloseable {

    /** A page of the largest messages and a snapshot of many contacts stay well below. */
    static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    /** A stream says something at once. */
    private static final Duration STREAM_TIMEOUT = Duration.ofSeconds(10);

    private static final String EVENT_STREAM = "text/event-stream";
    private static final String OFFLINE = "You are working offline.";
    static final String UNREACHABLE = "The server cannot be reached. Check the network.";
    private static final int PROXY_AUTHENTICATION = 407;

    private final ServerAddress server;
    private final NetworkSwitch network;
    private Optional<HttpClient> client = Optional.empty();
    private boolean closed;

    Http(ServerAddress server, NetworkSwitch network) {
        this.server = server;
        this.network = network;
    }

    /** New calls use new connections; those under way go on. */
    synchronized void renew() {
        client.ifPresent(HttpClient::shutdown);
        client = Optional.empty();
    }

    /** Made when it is first wanted: it reads the certificates of all authorities, and the first window does not wait for that. */
    private synchronized HttpClient client() {
        HttpClient now = client.orElseGet(Http::newClient);
        client = Optional.of(now);
        if (closed) {
            now.shutdownNow();
        }
        return now;
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .proxy(SystemProxy.selector())
                .build();
    }

    <T> CompletableFuture<ApiResult<T>> send(ApiCall<T> call, Map<String, String> headers) {
        if (!network.isOn()) {
            return CompletableFuture.completedFuture(new ApiResult.Unreachable<>(OFFLINE));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(call.pathAndQuery()))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", "application/json");
        headers.forEach(request::header);
        if (call.body().length > 0) {
            request.header("Content-Type", "application/json");
            request.method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        } else {
            request.method(call.method(), HttpRequest.BodyPublishers.noBody());
        }
        return client().sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES))
                .handle((response, failure) -> failure == null && network.isOn()
                        ? answer(response, call.answer())
                        : new ApiResult.Unreachable<>(UNREACHABLE));
    }

    /**
     * Opens a stream of server-sent events. Completes when its first headers have come; from then on the body goes to
     * {@code events}, which alone ends it. Nothing goes there if the answer is anything but such a stream.
     */
    CompletableFuture<ApiResult<Boolean>> stream(
            String pathAndQuery, Map<String, String> headers, Flow.Subscriber<List<ByteBuffer>> events) {
        if (!network.isOn()) {
            return CompletableFuture.completedFuture(new ApiResult.Unreachable<>(OFFLINE));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(pathAndQuery))
                .timeout(STREAM_TIMEOUT)
                .header("Accept", EVENT_STREAM)
                .header("Cache-Control", "no-store");
        headers.forEach(request::header);
        return client().sendAsync(request.build(), info -> isStream(info) ? new Passing(events) : wholeBody())
                .handle((response, failure) -> {
                    if (failure != null || !network.isOn()) {
                        return new ApiResult.Unreachable<>(UNREACHABLE);
                    }
                    return response.body().isEmpty()
                            ? new ApiResult.Ok<>(true)
                            : problem(response.statusCode(), response.body().get());
                });
    }

    private static boolean isStream(HttpResponse.ResponseInfo info) {
        return info.statusCode() == 200
                && info.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith(EVENT_STREAM))
                        .isPresent();
    }

    private static HttpResponse.BodySubscriber<Optional<byte[]>> wholeBody() {
        return BodySubscribers.limiting(
                BodySubscribers.mapping(BodySubscribers.ofByteArray(), Optional::of), MAX_BODY_BYTES);
    }

    /** A body that is complete at once and goes on elsewhere. */
    private record Passing(Flow.Subscriber<List<ByteBuffer>> to)
            implements HttpResponse.BodySubscriber<Optional<byte[]>> {

        @Override
        public CompletionStage<Optional<byte[]>> getBody() {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            to.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            to.onNext(buffers);
        }

        @Override
        public void onError(Throwable failure) {
            to.onError(failure);
        }

        @Override
        public void onComplete() {
            to.onComplete();
        }
    }

    private static <T> ApiResult<T> answer(HttpResponse<byte[]> response, Class<T> type) {
        if (response.statusCode() / 100 != 2) {
            return problem(response.statusCode(), response.body());
        }
        try {
            return new ApiResult.Ok<>(Json.read(response.body(), MAX_BODY_BYTES, type));
        } catch (WireException e) {
            return new ApiResult.Problem<>(
                    Optional.empty(), response.statusCode(), "The server's answer could not be read.");
        }
    }

    private static <T> ApiResult<T> problem(int status, byte[] body) {
        if (status == PROXY_AUTHENTICATION) {
            return new ApiResult.Unreachable<>(SystemProxy.WANTS_PASSWORD);
        }
        try {
            Problem problem = Json.read(body, Limits.MAX_FRAME_BYTES, Problem.class);
            return new ApiResult.Problem<>(ProblemCode.of(problem.code()), status, problem.detail());
        } catch (WireException e) {
            return new ApiResult.Problem<>(Optional.empty(), status, "The server answered with status " + status + ".");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        client.ifPresent(HttpClient::shutdownNow);
    }
}

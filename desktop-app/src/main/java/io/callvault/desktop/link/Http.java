package io.callvault.desktop.link;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Plain HTTP calls: time limits, bounded bodies, problem documents, the system's proxy. Answers complete on threads of the
 * JDK's client. Obeys the {@link NetworkSwitch}.
 */
final class Http implements AutoCloseable {

    /** A page of the largest messages and a snapshot of many contacts stay well below. */
    static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final ServerAddress server;
    private final NetworkSwitch network;
    private final HttpClient client;

    Http(ServerAddress server, NetworkSwitch network) {
        this.server = server;
        this.network = network;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        ProxySelector system = ProxySelector.getDefault();
        this.client = (system == null ? builder : builder.proxy(system)).build();
    }

    <T> CompletableFuture<ApiResult<T>> send(ApiCall<T> call, Map<String, String> headers) {
        if (!network.isOn()) {
            return CompletableFuture.completedFuture(new ApiResult.Unreachable<>("You are working offline."));
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
        return client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES))
                .handle((response, failure) -> failure == null && network.isOn()
                        ? answer(response, call.answer())
                        : new ApiResult.Unreachable<>("The server cannot be reached. Check the network."));
    }

    private static <T> ApiResult<T> answer(HttpResponse<byte[]> response, Class<T> type) {
        try {
            if (response.statusCode() / 100 == 2) {
                return new ApiResult.Ok<>(Json.read(response.body(), MAX_BODY_BYTES, type));
            }
        } catch (WireException e) {
            return new ApiResult.Problem<>(
                    Optional.empty(), response.statusCode(), "The server's answer could not be read.");
        }
        try {
            Problem problem = Json.read(response.body(), Limits.MAX_FRAME_BYTES, Problem.class);
            return new ApiResult.Problem<>(ProblemCode.of(problem.code()), response.statusCode(), problem.detail());
        } catch (WireException e) {
            String detail = "The server answered with status " + response.statusCode() + ".";
            return new ApiResult.Problem<>(Optional.empty(), response.statusCode(), detail);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

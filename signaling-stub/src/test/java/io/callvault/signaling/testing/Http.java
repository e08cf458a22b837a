package io.callvault.signaling.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Plain requests and their answers. */
public record Http(URI server) {

    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** What came back. */
    public record Answer(int status, String type, String body) {

        public <T> T as(int expected, Class<T> shape) {
            assertThat(status).as(body).isEqualTo(expected);
            try {
                return Json.read(body, shape);
            } catch (WireException e) {
                throw new AssertionError(body, e);
            }
        }

        /** The code of a problem document that is one in every respect. */
        public String problem() {
            assertThat(type).isEqualTo(Problem.MEDIA_TYPE);
            Problem problem = as(status, Problem.class);
            assertThat(problem.status()).isEqualTo(status);
            return problem.code();
        }
    }

    public String audience() {
        return server.getHost() + ":" + server.getPort();
    }

    public Answer post(String path, Object body) {
        return send("POST", path, bytes(body));
    }

    public Answer send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(Object body) {
        return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }
}

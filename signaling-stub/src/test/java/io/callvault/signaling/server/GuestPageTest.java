package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.signaling.testing.Http;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest page is whole, loads nothing from elsewhere, and is served with a strict policy. */
class GuestPageTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:src=|href=|from )[\"']([^\"']+)[\"']");

    @TempDir
    private Path data;

    @Test
    void everythingItNeedsIsServedByUsAndNothingElseIsNamed() throws Exception {
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(data));
                HttpClient client = HttpClient.newHttpClient()) {
            URI first = server.uri().resolve("/call/test?room=echo");
            Deque<URI> open = new ArrayDeque<>(Set.of(first));
            Set<URI> seen = new HashSet<>();
            while (!open.isEmpty()) {
                URI next = open.poll();
                if (!seen.add(next)) {
                    continue;
                }
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(next).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(next.toString()).isEqualTo(200);
                policy(answer);
                assertThat(answer.body())
                        .doesNotContain("http://")
                        .doesNotContain("//cdn")
                        .doesNotContain("eval(");
                Matcher matcher = REFERENCE.matcher(answer.body());
                while (matcher.find()) {
                    if (!matcher.group(1).startsWith("data:")) {
                        open.add(next.resolve(matcher.group(1)));
                    }
                }
            }
            assertThat(seen).allMatch(uri -> uri.getAuthority().equals(first.getAuthority()));
            assertThat(seen).hasSize(12);
        }
    }

    private static void policy(HttpResponse<String> answer) {
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void whatIsNoFileOfThePageIsNotThere() throws Exception {
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(data))) {
            Http http = new Http(server.uri());
            for (String path : new String[] {"/call/test/../../server-logback.xml", "/call/test/other.js", "/call"}) {
                assertThat(http.send("GET", path, new byte[0]).status()).isEqualTo(404);
            }
        }
    }
}

package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.model.wire.CallApi;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.ServerProcess;
import io.callvault.signaling.turn.Coturn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code server --coturn}: clients are told the relay, and no child is left behind. */
class CoturnChildTest {

    private static final List<String> OPTIONS =
            List.of("--coturn", "--coturn-port", "0", "--coturn-tls-port", "0", "--stun", "stun:192.0.2.1:3478");

    @TempDir
    private Path folder;

    @Test
    void theChildOfAKilledServerEndsWithTheNextStartAndTheLastOneWithItsServer() {
        assertThat(Coturn.installed())
                .as("coturn, which ./callvault test installs")
                .isTrue();
        Path data = folder.resolve("data");
        ServerProcess server = ServerProcess.launch(data, 0, OPTIONS);
        try {
            URI uri = server.ready();
            CallApi.IceServers ice =
                    Person.signUp(uri, "ada").get("/api/calls/ice").as(200, CallApi.IceServers.class);
            assertThat(ice.servers().getFirst().urls())
                    .contains("stun:192.0.2.1:3478")
                    .hasSize(2);
            assertThat(ice.servers().getLast().urls())
                    .hasSize(3)
                    .allMatch(url -> url.matches("turns?:127\\.0\\.0\\.1:\\d+\\?transport=(udp|tcp)"));
            ProcessHandle orphan = child(data);
            server.kill();
            assertThat(orphan.isAlive()).isTrue();
            server = ServerProcess.launch(data, 0, OPTIONS);
            assertThat(new Http(server.ready())
                            .send("GET", "/health", new byte[0])
                            .status())
                    .isEqualTo(200);
            // Not our child any more: it is gone only when the system has taken note of its end.
            await().until(() -> !orphan.isAlive());
            ProcessHandle last = child(data);
            server.terminate();
            assertThat(server.exit(10)).isZero();
            await().until(() -> !last.isAlive());
        } finally {
            server.close();
        }
    }

    private static ProcessHandle child(Path data) {
        try {
            String pid = Files.readString(data.resolve("coturn").resolve("turnserver.pid"), StandardCharsets.US_ASCII);
            return ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

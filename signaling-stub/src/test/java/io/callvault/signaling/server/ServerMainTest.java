package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.ServerProcess;
import io.callvault.signaling.testing.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping: the ready line, the goodbye, and one clear sentence when it cannot start. */
class ServerMainTest {

    @TempDir
    private Path folder;

    @Test
    void saysOneLineAndStopsCleanlyWhenTold() {
        try (ServerProcess process = ServerProcess.launch(folder.resolve("data"), 0)) {
            URI uri = process.ready();
            assertThat(new Http(uri).send("GET", "/health", new byte[0]).status())
                    .isEqualTo(200);
            Wire wire = Person.signUp(uri, "ada").connect();
            process.terminate();
            assertThat(process.exit(5)).isZero();
            assertThat(wire.closed()).startsWith("1001");
            assertThat(process.restOfOutput()).isEmpty();
        }
    }

    @Test
    void aTakenPortIsExplained() throws Exception {
        try (SignalingServer first = SignalingServer.start(ServerConfig.in(folder.resolve("one")))) {
            assertThatThrownBy(() -> SignalingServer.start(
                                    ServerConfig.in(folder.resolve("two")).withPort(first.port()))
                            .close())
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("Port " + first.port())
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void aLockedDatabaseIsExplained() {
        Path data = folder.resolve("data");
        try (ServerProcess process = ServerProcess.launch(data, 0)) {
            process.ready();
            assertThatThrownBy(
                            () -> SignalingServer.start(ServerConfig.in(data)).close())
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("in use by another Call Vault server");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsExplained() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> SignalingServer.start(ServerConfig.in(file.resolve("data")))
                        .close())
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("cannot be created")
                .hasMessageContaining("--data");
    }
}

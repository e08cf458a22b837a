package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.model.message.DeliveryState;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One profile copied to a second computer: the same device twice. One at a time is connected, and nothing is lost. */
class CopiedProfileTest {

    @TempDir
    private Path folder;

    private SignalingServer server;
    private TestClient ben;

    @BeforeEach
    void start() throws ServerStartException, ProfileException {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
        ben = new TestClient(folder.resolve("ben"), server.uri());
        ben.signUp("ben");
    }

    @AfterEach
    void stop() {
        ben.close();
        server.close();
    }

    @Test
    void theNewestIsConnectedAndAForkedChainIsStillReadByAll() throws Exception {
        TestClient first = new TestClient(folder.resolve("first"), server.uri());
        first.signUp("ann");
        first.befriend(ben);
        first.write("ben", "before");
        ben.shows("ann", List.of("before"));
        first.ticks("ben", DeliveryState.DELIVERED);
        first.close();
        copy(folder.resolve("first"), folder.resolve("second"));

        first.restart(true);
        first.online();
        TestClient second = new TestClient(folder.resolve("second"), server.uri());
        second.online();
        first.until(() -> first.core().link().status() == LinkStatus.REPLACED);

        // Both seal with the same counter and the same hash before it: the chain forks.
        first.write("ben", "of the first");
        second.write("ben", "of the second");
        ben.shows("ann", List.of("before", "of the second"));
        second.shows("ben", List.of("before", "of the second"));
        assertThat(first.core().link().status())
                .as("it does not come back by itself")
                .isEqualTo(LinkStatus.REPLACED);
        assertThat(first.texts("ben")).contains("of the first");

        first.core().link().retryNow();
        first.online();
        second.until(() -> second.core().link().status() == LinkStatus.REPLACED);
        List<String> all = List.of("before", "of the second", "of the first");
        ben.shows("ann", all);
        first.shows("ben", all);
        first.write("ben", "later");
        ben.write("ann", "an answer");
        ben.until(() -> ben.texts("ann").size() == 5);

        second.core().link().retryNow();
        second.online();
        second.write("ben", "last");
        ben.until(() -> ben.texts("ann").size() == 6);
        List<String> seen = ben.texts("ann");
        assertThat(seen)
                .endsWith("last")
                .containsAll(all)
                .contains("later", "an answer")
                .doesNotHaveDuplicates();
        second.shows("ben", seen);
        first.core().link().retryNow();
        first.shows("ben", seen);
        first.close();
        second.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("profile.lock")) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
            }
        }
    }
}

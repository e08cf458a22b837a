package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the whole app while somebody types: no message is lost whose bubble was on the screen. */
class KilledAppTest {

    private static final int ROUNDS = 3;
    private static final int MOST_LINES = 120;
    private static final String SHOWN = "SHOWN ";

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
    void whatWasShownIsThereAfterEveryKillAndArrivesOnceInOrder() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TestClient ann = new TestClient(folder.resolve("ann"), server.uri());
        ann.signUp("ann");
        ann.befriend(ben);
        ann.close();
        int next = 1;
        int shown = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            List<Integer> told = typeUntilKilled(next, 1 + random.nextInt(MOST_LINES));
            shown += told.size();
            ann = new TestClient(folder.resolve("ann"), server.uri());
            List<String> kept = ann.texts("ben");
            ann.close();
            assertThat(kept)
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(numbers(kept.size()))
                    .containsAll(told.stream().map(String::valueOf).toList());
            next = kept.size() + 1;
        }
        ann = new TestClient(folder.resolve("ann"), server.uri());
        ben.shows("ann", numbers(next - 1));
        assertThat(ann.texts("ben")).isEqualTo(numbers(next - 1));
        ann.close();
        System.out.println("FIGURE killed app: " + ROUNDS + " kills, " + shown + " bubbles seen before them, none lost,"
                + " seed " + seed);
    }

    /** Runs the app until so many bubbles were shown, kills it, and gives the numbers it had shown. */
    private List<Integer> typeUntilKilled(int from, int bubbles) throws IOException {
        Process process = JavaProcess.of(
                        KilledAppMain.class,
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Dglass.platform=Headless",
                                "-Dprism.order=sw",
                                "-Djava.awt.headless=true",
                                "--enable-native-access=ALL-UNNAMED"),
                        List.of(
                                folder.resolve("ann").toString(),
                                server.uri().toString(),
                                "The ben",
                                Integer.toString(from)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> told = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                if (line.startsWith(SHOWN)) {
                    told.add(Integer.parseInt(line.substring(SHOWN.length())));
                }
                if (told.size() == bubbles) {
                    // By its handle: the process's own method would close the pipe with the lines still in it.
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        process.onExit().join();
        assertThat(told).hasSizeGreaterThanOrEqualTo(bubbles);
        return told;
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
    }
}

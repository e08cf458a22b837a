package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.fault.Point;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process ends at every named point, one after the other on one profile: it opens at once, is still signed in, and what
 * was told durable is there once, in order, on both sides. {@code callvault chaos} does the same at size.
 */
class KilledPointTest {

    private static final Duration MOST = Duration.ofSeconds(10);
    private static final String DURABLE = "DURABLE ";

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
    void atNoPointIsAnythingLostOrDoubled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TestClient ann = new TestClient(folder.resolve("ann"), server.uri())) {
            ann.signUp("ann");
            ann.befriend(ben);
        }
        int next = 1;
        int durable = 0;
        Duration slowest = Duration.ZERO;
        for (Point point : Point.values()) {
            int times = point == Point.BETWEEN_REFRESH_AND_SAVE ? 1 : 1 + random.nextInt(8);
            String where = point + ", passed " + times + " times, seed " + seed;
            List<String> told = writeUntilHalted(point, times, next, where);
            durable += told.size();
            long begun = System.nanoTime();
            try (TestClient ann = new TestClient(folder.resolve("ann"), server.uri())) {
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                assertThat(took).as(where).isLessThan(MOST);
                ann.online();
                List<String> kept = ann.texts("ben");
                assertThat(kept).as(where).isEqualTo(numbers(kept.size())).containsAll(told);
                ben.shows("ann", kept);
                next = kept.size() + 1;
            }
        }
        try (TestClient ann = new TestClient(folder.resolve("ann"), server.uri())) {
            ann.shows("ben", numbers(next - 1));
            ann.until(() -> ann.core().store().<Long>read(tx -> tx.outbox().size()) == 0);
            assertThat(ann.texts("ben")).isEqualTo(numbers(next - 1));
        }
        System.out.println("FIGURE killed at points: " + Point.values().length + " points, " + durable
                + " messages durable before, none lost or doubled, slowest start " + slowest.toMillis() + " ms, seed "
                + seed);
    }

    private List<String> writeUntilHalted(Point point, int times, int first, String where)
            throws IOException, InterruptedException {
        Process process = JavaProcess.of(
                        KilledPointMain.class,
                        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        List.of(
                                folder.resolve("ann").toString(),
                                server.uri().toString(),
                                point.name(),
                                Integer.toString(times),
                                Integer.toString(first)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = out.readLine();
            while (line != null && told.size() < 5_000) {
                if (line.startsWith(DURABLE)) {
                    told.add(line.substring(DURABLE.length()));
                }
                line = out.readLine();
            }
        } finally {
            process.toHandle().destroyForcibly();
        }
        assertThat(process.waitFor()).as(where).isEqualTo(KilledPointMain.HALTED);
        return told;
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }
}

package io.callvault.desktop.chaos.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chaos.child.ClientChild;
import io.callvault.desktop.chaos.child.Texts;
import io.callvault.desktop.chaos.child.Told;
import io.callvault.desktop.chaos.net.Side;
import io.callvault.desktop.e2e.TestClient;
import io.callvault.model.call.CallEnd;
import io.callvault.model.message.DeliveryState;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.bot.call.EchoMedia;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody whom the victim knows sends thousands of call frames that no honest app sends, through the real backend, to a whole client
 * with the real natives in a process of its own, which takes every call. The number of frames is {@value #FRAMES} in the daily run;
 * {@code -Dcallvault.hostile.frames=50000 -Dcallvault.hostile.seed=7} plays others.
 */
class HostileCallerTest {

    private static final int FRAMES = 5_000;
    private static final long SEED = 20_261_121;
    /** Above what 400 calls leave behind in natives that give nothing back to the system (0.4 MB a call). */
    private static final long MOST_GROWTH_MB = 200;

    private static final int FRAMES_TO_ECHO = 500;
    /** The natives' process may just be starting again. */
    private static final Duration CALL_ECHO = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void theAppLivesEveryCallEndsWithAReasonAndTextsGoOn() throws Exception {
        int frames = Integer.getInteger("callvault.hostile.frames", FRAMES);
        long seed = Long.getLong("callvault.hostile.seed", SEED);
        System.out.println("hostile caller: seed " + seed + ", " + frames + " frames");
        try (SignalingServer server = SignalingServer.start(
                        ServerConfig.in(folder.resolve("server")).withLimits(RateLimits.off()));
                Side victim = victim(server.uri());
                TestClient hostile = new TestClient(folder.resolve("mal"), server.uri());
                TestClient friend = new TestClient(folder.resolve("kim"), server.uri())) {
            meet(victim, hostile, friend);
            long before = memoryMb(victim);
            HostileCaller.Victim whom = new HostileCaller.Victim(
                    hostile.contact("vic").orElseThrow().id(), hostile.with("vic"));
            CompletableFuture<HostileCaller.Sent> attack = attack(hostile, server.uri(), whom, seed, frames);
            int texts = chatMeanwhile(victim, friend, attack);
            HostileCaller.Sent sent = attack.get();
            assertThat(victim.isAlive())
                    .as("the app lives; %s", victim.trouble())
                    .isTrue();
            Map<String, Long> ends = ends(victim);
            long growth = memoryMb(victim) - before;
            System.out.printf(
                    Locale.ROOT,
                    "hostile caller: %s, %d texts each way, memory grew by %d MB, ends %s%n",
                    sent,
                    texts,
                    growth,
                    ends);
            assertThat(sent.directives()).as("frames with directives of printf").isGreaterThan(frames / 10);
            assertThat(texts).as("texts each way while it went on").isPositive();
            assertThat(ends.keySet())
                    .as("reasons of the ends")
                    .isNotEmpty()
                    .isSubsetOf(Arrays.stream(CallEnd.values()).map(Enum::name).toList());
            assertThat(growth).as("growth of the victim, MB").isLessThan(MOST_GROWTH_MB);
        }
    }

    /** Echo takes calls in a process of its own, from anybody: the hardest place to be. */
    @Test
    void echoAnswersTextsAndCallsAfterwards() throws Exception {
        System.out.println("hostile caller of Echo: seed " + SEED + ", " + FRAMES_TO_ECHO + " frames");
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(folder.resolve("server"))
                        .withLimits(RateLimits.off())
                        .withEchoMedia(new EchoMedia.Child()));
                TestClient hostile = new TestClient(folder.resolve("mal"), server.uri())) {
            hostile.signUp("mal");
            hostile.until(() -> hostile.conversation("echo").isPresent());
            HostileCaller.Victim whom = new HostileCaller.Victim(
                    hostile.contact("echo").orElseThrow().id(), hostile.with("echo"));
            try (HostileCaller caller = new HostileCaller(hostile.core(), server.uri(), whom, GoodOffer.make(), SEED)) {
                assertThat(caller.honestly(PATIENCE)).as("it takes calls").isTrue();
                System.out.println("hostile caller of Echo: " + caller.send(FRAMES_TO_ECHO));
                hostile.until(() -> caller.honestly(CALL_ECHO));
            }
            hostile.core().link().retryNow();
            hostile.online();
            hostile.write("echo", "still there?");
            hostile.until(() -> hostile.texts("echo").size() > 1);
            assertThat(hostile.texts("echo").getLast()).contains("still there?");
        }
    }

    private Side victim(URI server) {
        return new Side(
                List.of(),
                ClientChild.class,
                List.of(folder.resolve("vic").toString(), server.toString(), "0", "-", "-", "called"),
                folder.resolve("vic.log"),
                told -> {});
    }

    private static void meet(Side victim, TestClient hostile, TestClient friend) {
        victim.ready();
        victim.ask("signup vic");
        for (TestClient client : List.of(hostile, friend)) {
            String name = client == hostile ? "mal" : "kim";
            client.signUp(name);
            client.core().contacts().invite("vic").toCompletableFuture().join();
            client.until(() -> accepts(victim, name));
            client.until(() -> client.conversation("vic").isPresent());
        }
        victim.ask("takes on");
    }

    private static boolean accepts(Side victim, String name) {
        try {
            victim.ask("accept " + name);
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private static CompletableFuture<HostileCaller.Sent> attack(
            TestClient hostile, URI server, HostileCaller.Victim whom, long seed, int frames) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (HostileCaller caller =
                            new HostileCaller(hostile.core(), server, whom, GoodOffer.make(), seed)) {
                        return caller.send(frames);
                    }
                },
                Executors.newVirtualThreadPerTaskExecutor());
    }

    /** A text each way, again and again; each must arrive before the next is written. How many did. */
    private static int chatMeanwhile(Side victim, TestClient friend, CompletableFuture<?> attack) {
        String room = friend.with("vic").toString();
        int texts = 0;
        while (!attack.isDone()) {
            texts++;
            String name = Texts.name("v1", texts);
            friend.write("vic", "still there? " + texts);
            victim.ask("send " + room + " v1 " + texts + " 1");
            friend.until(() -> friend.texts("vic").contains(Texts.of(name)));
            friend.ticks("vic", DeliveryState.DELIVERED);
        }
        return texts;
    }

    /** Waits until no call is left; how often each reason was told. */
    private static Map<String, Long> ends(Side victim) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String phase = victim.ask("phase");
        while (!phase.startsWith("ENDED") && !phase.startsWith("NONE") && System.nanoTime() < until) {
            victim.await(
                    victim.mark(), Duration.ofMillis(200), told -> told.what().equals(Told.END));
            phase = victim.ask("phase");
        }
        assertThat(phase).as("no call is left").matches("(ENDED|NONE) .*");
        return victim.since(0, Told.END).stream()
                .collect(Collectors.groupingBy(Told::text, TreeMap::new, Collectors.counting()));
    }

    /** What the process holds of the machine's memory, after it let go of what it can. */
    private static long memoryMb(Side victim) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(victim.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }
}

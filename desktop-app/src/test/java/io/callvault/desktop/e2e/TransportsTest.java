package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.TransportChoice;
import io.callvault.desktop.link.TransportKind;
import io.callvault.model.message.DeliveryState;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole clients and the real server over every transport, and over networks that do not want one of them. */
class TransportsTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private PickyLine line;
    private SignalingServer server;

    @BeforeEach
    void start() throws Exception {
        line = new PickyLine();
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server"))
                .withAudiences(List.of(line.audience()))
                .withHeartbeatMs(HEARTBEAT.toMillis()));
        line.to(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        line.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportChoice.class,
            names = {"SSE", "POLL"})
    void theyChatOverAFallbackAsOverAWebSocket(TransportChoice choice) throws ProfileException {
        ClientCore.Environment environment = ClientCore.Environment.real().withTransport(choice);
        TestClient ann = client("ann", environment);
        TestClient ben = client("ben", environment);
        friends(ann, ben);
        assertThat(ann.core().link().transport()).isEqualTo(choice.only().orElseThrow());
        for (int i = 0; i < 60; i++) {
            write(ann, "ben");
        }
        ben.shows("ann", texts);
        ann.ticks("ben", DeliveryState.DELIVERED);
        ben.readAll("ann");
        ann.ticks("ben", DeliveryState.READ);
        write(ben, "ann");
        ann.shows("ben", texts);
        // The line breaks in the middle: what was on its way goes out again, once.
        for (int i = 0; i < 30; i++) {
            write(ann, "ben");
            if (i % 10 == 5) {
                line.breakAll();
            }
        }
        ben.shows("ann", texts);
        ann.shows("ben", texts);
        ann.until(() -> ann.messages("ben").getLast().state() == DeliveryState.DELIVERED);
    }

    @ParameterizedTest
    @EnumSource(
            value = PickyLine.Block.class,
            names = {"REFUSED", "CLOSED"})
    void aBlockedWebSocketIsGotRoundAndUsedAgainWhenTheNetworkChanges(PickyLine.Block block) throws ProfileException {
        line.block(block);
        TestClient ann = client("ann", ClientCore.Environment.real());
        TestClient ben = new TestClient(folder.resolve("ben"), server.uri());
        open.add(ben);
        friends(ann, ben);
        assertThat(ann.core().link().transport()).isEqualTo(TransportKind.SSE);
        List<LinkStatus> seen = new ArrayList<>();
        ann.core().link().subscribe(seen::add);
        line.block(PickyLine.Block.NOTHING);
        ann.core().networkChanged();
        int written = 0;
        // Both write before, while and after the WebSocket takes over.
        for (int after = 0; after < 20; written++) {
            ann.write("ben", "a" + written);
            ben.write("ann", "b" + written);
            after += ann.core().link().transport() == TransportKind.WEBSOCKET ? 1 : 0;
            assertThat(written).as("the WebSocket is used in time").isLessThan(2_000);
            int shown = written / 2;
            ann.until(() -> ann.texts("ben").size() >= shown);
        }
        int all = 2 * written;
        ann.until(() -> ann.texts("ben").size() == all && ben.texts("ann").size() == all);
        ann.until(() -> ann.texts("ben").equals(ben.texts("ann")));
        for (String author : List.of("a", "b")) {
            assertThat(ben.texts("ann").stream().filter(text -> text.startsWith(author)))
                    .containsExactlyElementsOf(IntStream.range(0, written)
                            .mapToObj(i -> author + i)
                            .toList());
        }
        ann.ticks("ben", DeliveryState.DELIVERED);
        assertThat(seen).as("nobody saw a gap").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportChoice.class,
            names = {"WS", "SSE", "POLL"})
    void aConnectionThatIsOnlyHalfThereIsFoundWithinTwoHeartbeats(TransportChoice choice) throws ProfileException {
        TestClient ann = client("ann", ClientCore.Environment.real().withTransport(choice));
        TestClient ben = new TestClient(folder.resolve("ben"), server.uri());
        open.add(ben);
        friends(ann, ben);
        List<Long> lostAt = new ArrayList<>();
        ann.core().link().subscribe(status -> {
            synchronized (lostAt) {
                lostAt.add(System.nanoTime());
            }
        });
        line.forgetAll();
        long forgotten = System.nanoTime();
        write(ben, "ann");
        write(ann, "ben");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            synchronized (lostAt) {
                return !lostAt.isEmpty();
            }
        });
        // Two heartbeats, and a second for a busy machine.
        assertThat(Duration.ofNanos(lostAt.getFirst() - forgotten)).isLessThan(HEARTBEAT.multipliedBy(3));
        ann.until(() -> ann.texts("ben").size() == 2 && ben.texts("ann").size() == 2);
        assertThat(ann.texts("ben")).isEqualTo(ben.texts("ann")).containsExactlyInAnyOrderElementsOf(texts);
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportChoice.class,
            names = {"WS", "SSE"})
    void aComputerThatWakesUpIsCurrentWithinFiveSeconds(TransportChoice choice) throws ProfileException {
        TestClient ann = client("ann", ClientCore.Environment.real().withTransport(choice));
        TestClient ben = new TestClient(folder.resolve("ben"), server.uri());
        open.add(ben);
        friends(ann, ben);
        line.forgetAll();
        write(ben, "ann");
        ben.ticks("ann", DeliveryState.SENT);
        ann.core().networkChanged();
        await().atMost(Duration.ofSeconds(5)).until(() -> ann.texts("ben").equals(texts));
    }

    private void write(TestClient from, String to) {
        texts.add("text " + texts.size());
        from.write(to, texts.getLast());
    }

    private void friends(TestClient ann, TestClient ben) {
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
    }

    private TestClient client(String name, ClientCore.Environment environment) throws ProfileException {
        TestClient client = new TestClient(folder.resolve(name), line.uri(), environment);
        open.add(client);
        return client;
    }
}

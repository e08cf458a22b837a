package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.model.message.DeliveryState;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a message, from one person's composer to the other's read tick, through every mishap of a day. */
class TwoClientsTest {

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private SignalingServer server;
    private TestClient ann;
    private TestClient ben;

    @BeforeEach
    void start() throws ServerStartException, ProfileException {
        server = SignalingServer.start(config());
        ann = client("ann");
        ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        server.close();
    }

    @Test
    void theyChatBothWaysUntilTheTicksAreRead() {
        ann.write("ben", "Hello Ben");
        ben.shows("ann", List.of("Hello Ben"));
        ann.ticks("ben", DeliveryState.DELIVERED);
        assertThat(ben.conversation("ann").orElseThrow().unread()).isEqualTo(1);
        ben.readAll("ann");
        ann.ticks("ben", DeliveryState.READ);
        ben.write("ann", "Hello Ann");
        ann.shows("ben", List.of("Hello Ben", "Hello Ann"));
        ben.ticks("ann", DeliveryState.DELIVERED);
        ben.until(() -> ben.conversation("ann").orElseThrow().unread() == 0);
    }

    @Test
    void whatWasWrittenOfflineSurvivesTheEndOfTheAppAndArrivesInOrder() throws ProfileException {
        ann.write("ben", "before");
        ben.shows("ann", List.of("before"));
        ann.airplaneMode(true);
        ann.until(() -> ann.core().link().status() == LinkStatus.OFFLINE);
        List<String> texts = List.of("before", "one", "two", "three");
        texts.stream().skip(1).forEach(text -> ann.write("ben", text));
        ann.shows("ben", texts);
        ann.restart(false);
        ann.shows("ben", texts);
        assertThat(ann.messages("ben").getLast().state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(ben.texts("ann")).containsExactly("before");
        ann.airplaneMode(false);
        ben.shows("ann", texts);
        ann.ticks("ben", DeliveryState.DELIVERED);
        ben.readAll("ann");
        ann.ticks("ben", DeliveryState.READ);
    }

    @Test
    void aHundredEachWayAreAllThereOnceAndInOneOrder() {
        for (int i = 1; i <= 100; i++) {
            ann.write("ben", "a" + i);
            ben.write("ann", "b" + i);
        }
        ann.until(() -> complete(ann.messages("ben")) && complete(ben.messages("ann")));
        for (String author : List.of("a", "b")) {
            List<String> expected =
                    IntStream.rangeClosed(1, 100).mapToObj(i -> author + i).toList();
            assertThat(ann.texts("ben").stream().filter(text -> text.startsWith(author)))
                    .containsExactlyElementsOf(expected);
        }
        assertThat(ben.texts("ann")).isEqualTo(ann.texts("ben"));
    }

    @Test
    void theServerMayStopAndStartInTheMiddle() throws ServerStartException {
        ann.write("ben", "1");
        ben.shows("ann", List.of("1"));
        int port = server.port();
        server.close();
        ann.until(() -> ann.core().link().status() != LinkStatus.ONLINE);
        ann.write("ben", "2");
        ben.write("ann", "3");
        server = SignalingServer.start(config().withPort(port));
        ann.core().networkChanged();
        ben.core().networkChanged();
        ann.until(() -> ann.texts("ben").size() == 3 && ben.texts("ann").size() == 3);
        ann.until(() -> ann.texts("ben").equals(ben.texts("ann")));
        ann.ticks("ben", DeliveryState.DELIVERED);
    }

    @Test
    void aSecondDeviceSeesWhatWasSaid() throws ProfileException {
        for (int i = 1; i <= 5; i++) {
            ann.write("ben", "a" + i);
        }
        ann.ticks("ben", DeliveryState.DELIVERED);
        ben.write("ann", "b1");
        ann.shows("ben", List.of("a1", "a2", "a3", "a4", "a5", "b1"));
        TestClient laptop = client("ann-laptop");
        laptop.recover(ann.core().account().recoveryKey().orElseThrow());
        laptop.until(() -> laptop.conversation("ben").isPresent());
        laptop.shows("ben", ann.texts("ben"));
        assertThat(laptop.messages("ben").getFirst().mine()).isTrue();
        laptop.write("ben", "from the laptop");
        ann.shows("ben", List.of("a1", "a2", "a3", "a4", "a5", "b1", "from the laptop"));
        ben.shows("ann", ann.texts("ben"));
    }

    @Test
    void tokensEndInTheMiddleAndNobodyNotices() throws ServerStartException, ProfileException {
        try (SignalingServer impatient = SignalingServer.start(
                ServerConfig.in(folder.resolve("impatient")).withAccessTokenLifeMs(TOKEN_LIFE.toMillis()))) {
            TestClient eve = client("eve", impatient);
            TestClient fred = client("fred", impatient);
            eve.signUp("eve");
            fred.signUp("fred");
            eve.befriend(fred);
            List<String> texts = new ArrayList<>();
            long end = System.nanoTime() + TOKEN_LIFE.multipliedBy(3).toNanos();
            while (System.nanoTime() < end) {
                texts.add("text " + texts.size());
                eve.write("fred", texts.getLast());
                fred.shows("eve", texts);
            }
            eve.airplaneMode(true);
            texts.add("written while the token ended");
            eve.write("fred", texts.getLast());
            await().pollDelay(TOKEN_LIFE).until(() -> eve.core().link().status() == LinkStatus.OFFLINE);
            eve.airplaneMode(false);
            fred.shows("eve", texts);
            eve.ticks("fred", DeliveryState.DELIVERED);
            eve.close();
            fred.close();
            open.removeAll(List.of(eve, fred));
        }
    }

    private static boolean complete(List<TimelineRow.Message> messages) {
        return messages.size() == 200 && messages.stream().allMatch(message -> message.seq() > 0);
    }

    private TestClient client(String name) throws ProfileException {
        return client(name, server);
    }

    private TestClient client(String name, SignalingServer backend) throws ProfileException {
        TestClient client = new TestClient(folder.resolve(name), backend.uri());
        open.add(client);
        return client;
    }

    private ServerConfig config() {
        return ServerConfig.in(folder.resolve("server"));
    }
}

package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.StatusMark;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.model.message.DeliveryState;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The burst of the mission: a hundred messages each way, as fast as the keyboard robot can, in two real windows. */
class BurstTest {

    private static final int EACH = 100;

    @TempDir
    private Path folder;

    private SignalingServer server;
    private TestClient ann;
    private TestClient ben;

    @BeforeEach
    void start() throws ServerStartException, ProfileException {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
        ann = new TestClient(folder.resolve("ann"), server.uri());
        ben = new TestClient(folder.resolve("ben"), server.uri());
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
    }

    @AfterEach
    void stop() {
        ann.close();
        ben.close();
        server.close();
    }

    @Test
    void aHundredEachWayAreAllThereInOrderOnceOnScreenAndOnDisk() throws Exception {
        FxHarness.start();
        Stage annWindow = window(ann);
        Stage benWindow = window(ben);
        try {
            ChatPage annChat = new ConversationListPage(annWindow).open("The ben");
            ChatPage benChat = new ConversationListPage(benWindow).open("The ann");
            long begin = System.nanoTime();
            CompletableFuture<Void> annTypes = CompletableFuture.runAsync(() -> burst(annChat, "a"));
            CompletableFuture<Void> benTypes = CompletableFuture.runAsync(() -> burst(benChat, "b"));
            CompletableFuture.allOf(annTypes, benTypes).get(60, TimeUnit.SECONDS);
            long typed = System.nanoTime();
            ann.until(() -> stored(ann, "ben") && stored(ben, "ann"));
            System.out.printf(
                    "FIGURE burst: %d messages typed in %d ms, all on both disks %d ms after the last Enter%n",
                    2 * EACH, (typed - begin) / 1_000_000, (System.nanoTime() - typed) / 1_000_000);

            List<String> order = ann.texts("ben");
            assertThat(ben.texts("ann")).isEqualTo(order);
            assertThat(ann.messages("ben").stream().map(TimelineRow.Message::seq))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 2L * EACH).boxed().toList());
            for (String author : List.of("a", "b")) {
                assertThat(order.stream().filter(text -> text.startsWith(author)))
                        .containsExactlyElementsOf(numbered(author));
            }
            ann.ticks("ben", DeliveryState.READ);
            ben.ticks("ann", DeliveryState.READ);
            for (ChatPage chat : List.of(annChat, benChat)) {
                List<ChatPage.Seen> seen = chat.everything();
                assertThat(seen.stream().map(ChatPage.Seen::text)).containsExactlyElementsOf(order);
                assertThat(seen.stream().flatMap(bubble -> bubble.status().stream()))
                        .hasSize(EACH)
                        .containsOnly(StatusMark.READ);
            }
        } finally {
            FxHarness.close(annWindow);
            FxHarness.close(benWindow);
        }
    }

    private Stage window(TestClient client) throws Exception {
        return AppWindow.open(client.core(), new FxThread(), server.uri())
                .get(30, TimeUnit.SECONDS)
                .stage();
    }

    private static void burst(ChatPage chat, String author) {
        numbered(author).forEach(chat::send);
    }

    private static List<String> numbered(String author) {
        return IntStream.rangeClosed(1, EACH).mapToObj(i -> author + i).toList();
    }

    private static boolean stored(TestClient client, String other) {
        List<TimelineRow.Message> all = client.messages(other);
        return all.size() == 2 * EACH && all.stream().allMatch(message -> message.seq() > 0);
    }
}

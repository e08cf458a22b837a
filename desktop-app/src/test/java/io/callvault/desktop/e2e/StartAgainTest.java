package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.AppMain;
import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.settings.LastConversation;
import io.callvault.model.id.ConversationId;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second start: the conversation that was open opens again, and {@code --startup-report} tells when it was painted. */
class StartAgainTest {

    private static final List<String> HEADLESS = List.of(
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Djava.awt.headless=true",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** A port of this machine that nobody listens at. */
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    @TempDir
    private Path folder;

    @Test
    void theConversationThatWasOpenOpensAgainAndTheStartIsReported() throws Exception {
        FxHarness.start();
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
                TestClient ann = new TestClient(folder.resolve("ann"), server.uri());
                TestClient ben = new TestClient(folder.resolve("ben"), server.uri())) {
            ann.signUp("ann");
            ben.signUp("ben");
            ann.befriend(ben);
            ben.write("ann", "are you there?");
            ann.shows("ben", List.of("are you there?"));
            Stage first = window(ann);
            new ConversationListPage(first).open("The ben").awaitMessage("are you there?");
            FxHarness.close(first);
            kept(ann, Optional.of(ann.with("ben")));

            ann.restart(false);
            Stage second = window(ann);
            ChatPage chat = new ChatPage(second).awaitMessage("are you there?");
            assertThat(chat.title()).isEqualTo("The ben");
            FxHarness.close(second);
        }
        String report = report("ann");
        assertThat(report).contains("\"content\":\"conversation\"").doesNotContain("\"rows\":0");
        assertThat(number(report, "first_painted_ms"))
                .isGreaterThan(number(report, "window_shown_ms"))
                .isGreaterThan(number(report, "window_ms"));
        assertThat(number(report, "window_ms")).isGreaterThan(number(report, "main_ms"));
        assertThat(number(report, "main_ms")).isPositive();
    }

    @Test
    void aProfileOfNobodyIsPaintedToo() throws Exception {
        assertThat(report("nobody")).contains("\"content\":\"welcome\"");
    }

    @Test
    void whatIsNoConversationOpensNothing() throws Exception {
        try (TestClient ann = new TestClient(folder.resolve("ann"), NOBODY)) {
            kept(ann, Optional.empty());
            ann.core()
                    .store()
                    .update(tx -> tx.settings().put("last_conversation", "not an id"))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            kept(ann, Optional.empty());
        }
    }

    private static void kept(TestClient client, Optional<ConversationId> expected) {
        client.until(() -> LastConversation.of(client.core().store()).id().equals(expected));
    }

    private static Stage window(TestClient client) throws Exception {
        return AppWindow.open(client.core(), new FxThread(), NOBODY)
                .get(30, TimeUnit.SECONDS)
                .stage();
    }

    /** Starts the app as a process of its own on a profile, and waits until it has reported and ended. */
    private String report(String profile) throws Exception {
        Path file = folder.resolve(profile + ".json");
        List<String> arguments =
                new ArrayList<>(List.of("--profile", folder.resolve(profile).toString()));
        arguments.addAll(List.of("--server", NOBODY.toString(), "--startup-report", file.toString()));
        Path log = folder.resolve(profile + ".log");
        Process process = JavaProcess.of(AppMain.class, HEADLESS, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(file);
    }

    private static long number(String report, String name) {
        String[] halves = report.split("\"" + name + "\":", 2);
        assertThat(halves).as(name + " stands in the report").hasSize(2);
        return Long.parseLong(halves[1].split("[,}]", 2)[0]);
    }
}

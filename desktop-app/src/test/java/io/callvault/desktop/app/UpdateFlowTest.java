package io.callvault.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.e2e.TestClient;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.link.ThreadLoop;
import io.callvault.desktop.os.Autostart;
import io.callvault.desktop.os.Commands;
import io.callvault.desktop.os.Installation;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.settings.Managed;
import io.callvault.desktop.settings.ManagedSettings;
import io.callvault.desktop.update.Install;
import io.callvault.desktop.update.ReleaseServer;
import io.callvault.desktop.update.UpdateManager;
import io.callvault.desktop.update.UpdateService;
import io.callvault.desktop.update.ui.UpdateIds;
import io.callvault.model.update.Channel;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javafx.event.ActionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From "Check now" to the installer, in the real window upon the real service: only the installer itself is made up. */
class UpdateFlowTest {

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<List<String>> started = new ConcurrentLinkedQueue<>();

    @Test
    void aPersonLooksForAnUpdateAndRestartsIntoItsInstaller() throws Exception {
        FxHarness.start();
        byte[] bytes = new byte[200_000];
        new Random(5).nextBytes(bytes);
        Install install;
        try (ReleaseServer releases = new ReleaseServer();
                SignalingServer server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
                TestClient ann = new TestClient(folder.resolve("ann"), server.uri());
                TestClient ben = new TestClient(folder.resolve("ben"), server.uri());
                ThreadLoop loop = new ThreadLoop("cv-update");
                UpdateService updates = start(ann, releases, loop)) {
            ann.signUp("ann");
            ben.signUp("ben");
            ann.befriend(ben);
            releases.publish(1, Channel.STABLE, "2.0.0", bytes);
            AppWindow window = AppWindow.open(
                            ann.core(),
                            new FxThread(),
                            new Computer(server.uri(), Managed.NOTHING, updates),
                            new AppWindow.Start(false, Autostart.none("not here"), Onlooker.NOBODY))
                    .get(30, TimeUnit.SECONDS);
            FxHarness.click(window.stage(), MainIds.SETTINGS);
            FxHarness.click(window.stage(), UpdateIds.CHECK);
            FxHarness.waitForNode(window.stage(), UpdateIds.INSTALL);
            FxHarness.click(window.stage(), MainIds.CHATS);
            FxHarness.click(window.stage(), ChatIds.conversation(ann.with("ben")));
            FxHarness.waitForNode(window.stage(), UpdateIds.BANNER);
            FxHarness.run(() ->
                    FxHarness.node(window.stage(), UpdateIds.BANNER_ACTION).fireEvent(new ActionEvent()));
            window.closed().get(30, TimeUnit.SECONDS);
            assertThat(window.closedForUpdate()).isTrue();
            assertThat(started).isEmpty();
            install = updates.install().orElseThrow();
        }
        assertThat(install.run()).isEmpty();
        assertThat(started)
                .singleElement()
                .satisfies(command -> assertThat(Path.of(command.getLast()))
                        .hasFileName("callvault_2.0.0_amd64.deb")
                        .hasBinaryContent(bytes));
    }

    private UpdateService start(TestClient client, ReleaseServer releases, ThreadLoop loop) {
        return UpdateManager.start(new UpdateManager.Parts(
                loop,
                client.core().clock(),
                new Random(1),
                releases.build("1.0.0"),
                new Installation(Optional.of(ReleaseServer.TARGET), Optional.empty(), "6.1"),
                ManagedSettings.NONE,
                client.core().network(),
                () -> false,
                (kind, file) -> new PackageInstaller.Way.Opens(List.of("open", file.toString())),
                new Recorder(),
                client.core().notices(),
                folder.resolve("cache"),
                folder.resolve("state"),
                Duration.ofSeconds(10)));
    }

    private final class Recorder implements Commands {
        @Override
        public boolean exists(String program) {
            return true;
        }

        @Override
        public Optional<String> ask(List<String> command) {
            return Optional.empty();
        }

        @Override
        public void start(List<String> command) {
            started.add(command);
        }
    }
}

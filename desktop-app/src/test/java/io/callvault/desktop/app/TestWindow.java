package io.callvault.desktop.app;

import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.account.FakeAccountService;
import io.callvault.desktop.call.ui.ScriptedCalls;
import io.callvault.desktop.calltest.run.FakeCallTests;
import io.callvault.desktop.chat.FakeChatService;
import io.callvault.desktop.chat.ui.ChatStory;
import io.callvault.desktop.contact.FakeContactService;
import io.callvault.desktop.contact.InviteLink;
import io.callvault.desktop.diag.FakeDetails;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.link.FakeLinkMonitor;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.notice.Notices;
import io.callvault.desktop.os.FakeAutostart;
import io.callvault.desktop.settings.LastConversation;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The real window on fakes of all ports. */
public final class TestWindow implements AutoCloseable {
    public final FakeAccountService accounts = new FakeAccountService();
    public final FakeChatService chat = ChatStory.empty();
    public final FakeLinkMonitor link = new FakeLinkMonitor();
    public final FakeContactService contacts =
            new FakeContactService(row -> chat.direct(row.id(), row.handle(), row.displayName()));
    public final NetworkSwitch network = new NetworkSwitch();
    public final FakeDetails details = new FakeDetails();
    public final FakeCallTests callTests = new FakeCallTests();
    public final Notices notices = new Notices();
    public final FakeAutostart autostart = new FakeAutostart();
    public final ScriptedCalls calls = new ScriptedCalls();
    private final FxThread ui = new FxThread();
    private final Stage stage;
    private final AtomicReference<MainView> view = new AtomicReference<>();
    private int restarts;

    private TestWindow(boolean signedIn, Theme.Choice look, Computer computer) {
        if (signedIn) {
            accounts.set(new AccountState.SignedIn(FakeAccountService.me("vera", "Vera Kim")));
        }
        stage = FxHarness.get(() -> {
            var theme = new Theme(look);
            var made = new MainView(
                    new MainView.Ports(
                            accounts,
                            chat,
                            contacts,
                            link,
                            network,
                            notices,
                            details,
                            calls,
                            callTests,
                            new LastConversation(Optional.empty(), id -> {}),
                            autostart,
                            InstantSource.fixed(Instant.ofEpochMilli(ScriptedCalls.NOW)),
                            computer),
                    ui,
                    theme,
                    ChatStory.times(),
                    () -> restarts++);
            view.set(made);
            var window = new Stage();
            window.setScene(new Scene(made, 1000, 760));
            theme.install(window.getScene());
            window.titleProperty().bind(made.titleProperty());
            window.setOnHidden(event -> made.close());
            window.show();
            return window;
        });
        FxHarness.pulses(4);
    }

    /** A window of nobody yet. */
    public static TestWindow welcome(Theme.Choice look) {
        return new TestWindow(false, look, unmanaged());
    }

    /** A window of Vera, without conversations. */
    public static TestWindow home(Theme.Choice look) {
        return new TestWindow(true, look, unmanaged());
    }

    /** A window of nobody yet, on a computer that somebody may manage. */
    public static TestWindow welcome(Computer computer) {
        return new TestWindow(false, Theme.Choice.LIGHT, computer);
    }

    /** A window of Vera on such a computer. */
    public static TestWindow home(Computer computer, Theme.Choice look) {
        return new TestWindow(true, look, computer);
    }

    private static Computer unmanaged() {
        return Computer.of(URI.create("https://chat.example.org"));
    }

    /** How often the window was to be closed for an update. */
    public int restarts() {
        return restarts;
    }

    /** The system opens a link. */
    void open(String link) {
        FxHarness.run(() -> view.get().opened(InviteLink.parse(link)));
        FxHarness.pulse();
    }

    public Stage stage() {
        return stage;
    }

    @Override
    public void close() {
        FxHarness.close(stage);
    }
}

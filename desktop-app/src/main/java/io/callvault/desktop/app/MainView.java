package io.callvault.desktop.app;

import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.account.ui.OfferedServer;
import io.callvault.desktop.account.ui.RecoveryKeyView;
import io.callvault.desktop.account.ui.SignedOutView;
import io.callvault.desktop.account.ui.WelcomeView;
import io.callvault.desktop.account.ui.WelcomeViewModel;
import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.ui.window.CallDesk;
import io.callvault.desktop.calltest.run.CallTests;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.chat.ui.ChatTimes;
import io.callvault.desktop.contact.ContactService;
import io.callvault.desktop.contact.InviteLink;
import io.callvault.desktop.diag.ConnectionDetails;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.link.LinkMonitor;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.notice.Notices;
import io.callvault.desktop.os.Autostart;
import io.callvault.desktop.settings.LastConversation;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Everything inside one window: welcome, the recovery key once, signed out, or home, as the account says. Holds no statics, so that two
 * people can have their windows in one process. FX thread.
 */
public final class MainView extends StackPane implements AutoCloseable {
    /**
     * What the window works with.
     *
     * @param last opens again, as soon as somebody is signed in
     * @param clock the server's time
     * @param computer what belongs to no profile
     */
    public record Ports(
            AccountService accounts,
            ChatService chat,
            ContactService contacts,
            LinkMonitor link,
            NetworkSwitch network,
            Notices notices,
            ConnectionDetails details,
            CallService calls,
            CallTests callTests,
            LastConversation last,
            Autostart autostart,
            InstantSource clock,
            Computer computer) {}

    private final Ports ports;
    private final UiExecutor ui;
    private final Theme theme;
    private final ChatTimes times;
    private final Runnable restart;
    private final WelcomeViewModel welcome;
    private final StringProperty title = new SimpleStringProperty(this, "title", "Call Vault");
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final Subscription news;
    private Optional<HomeView> home = Optional.empty();
    private boolean keyIsKept;

    /** What a link asked for before somebody was signed in. */
    private Optional<Consumer<HomeView>> waiting = Optional.empty();

    private final StringProperty waitingWords = new SimpleStringProperty(this, "waitingWords", "");

    /** @param restart closes the app so that an update is installed */
    public MainView(Ports ports, UiExecutor ui, Theme theme, ChatTimes times, Runnable restart) {
        this.ports = ports;
        this.ui = ui;
        this.theme = theme;
        this.times = times;
        this.restart = restart;
        welcome = new WelcomeViewModel(ports.accounts(), ui, offered(ports.computer()));
        welcome.busyProperty()
                .addListener((source, before, now) -> show(ports.accounts().state()));
        shown.bind(sceneProperty()
                .flatMap(scene -> scene.windowProperty())
                .flatMap(MainView::canBeSeen)
                .orElse(false));
        news = ports.accounts()
                .subscribe(state -> ui.execute(() -> show(ports.accounts().state())));
        show(ports.accounts().state());
    }

    /** The window's title: how many messages wait. */
    public StringProperty titleProperty() {
        return title;
    }

    /**
     * A link was opened. It is shown where it can be followed, now or once somebody is signed in; only a click follows it.
     *
     * @param link empty if it is none that we know
     */
    void opened(Optional<InviteLink> link) {
        waiting = Optional.of(view -> view.opened(link));
        waitingWords.set(link.map(MainView::words)
                .orElse("The link that was opened is not an invitation that this version of Call Vault understands."));
        followLink();
    }

    private static String words(InviteLink link) {
        return "You opened an invitation to chat with @" + link.handle()
                + link.server().map(server -> " on " + server).orElse("")
                + ". It is kept until you are signed in.";
    }

    private void followLink() {
        home.ifPresent(view -> {
            waiting.ifPresent(link -> link.accept(view));
            waiting = Optional.empty();
            waitingWords.set("");
        });
    }

    /** Whether a call rings, is being made or runs. */
    boolean inCall() {
        return home.map(HomeView::calls).filter(CallDesk::isBusy).isPresent();
    }

    /** Stops listening; the ports stay open. */
    @Override
    public void close() {
        news.close();
        leaveHome();
    }

    private void show(AccountState state) {
        switch (state) {
            case AccountState.Nobody nobody -> {
                leaveHome();
                only(WelcomeView.class, () -> new WelcomeView(welcome, waitingWords));
            }
            // The server ended it: the history stays in view, read-only; the banner leads back.
            case AccountState.SignedOut out when !out.chosen() -> signedIn(out.me());
            case AccountState.SignedOut out -> {
                leaveHome();
                only(SignedOutView.class, () -> new SignedOutView(ports.accounts(), ui, out, waitingWords));
            }
            case AccountState.SignedIn in -> signedIn(in.me());
        }
    }

    private void signedIn(AccountState.Me me) {
        if (welcome.busyProperty().get()) {
            return;
        }
        Optional<String> key = welcome.signedUpProperty().get() && !keyIsKept
                ? ports.accounts().recoveryKey()
                : Optional.empty();
        if (key.isPresent()) {
            only(
                    RecoveryKeyView.class,
                    () -> new RecoveryKeyView(key.get(), () -> {
                        keyIsKept = true;
                        show(ports.accounts().state());
                    }));
            return;
        }
        if (home.isEmpty()) {
            var view = new HomeView(ports, me, ui, theme, times, restart);
            view.windowShownProperty().bind(shown);
            view.unreadProperty().addListener((source, before, now) -> retitle(now.intValue()));
            home = Optional.of(view);
            getChildren().setAll(view);
            followLink();
        }
    }

    private static OfferedServer offered(Computer computer) {
        boolean decided = computer.managed().settings().server().isPresent();
        return new OfferedServer(
                computer.decidedServer().toString(),
                decided,
                decided
                        ? "Set by your organisation."
                        : computer.managed().problem().orElse(""));
    }

    private void leaveHome() {
        home.ifPresent(HomeView::close);
        home = Optional.empty();
        retitle(0);
    }

    private void only(Class<? extends Node> kind, Supplier<? extends Node> make) {
        if (getChildren().size() != 1 || !kind.isInstance(getChildren().getFirst())) {
            getChildren().setAll(make.get());
        }
    }

    private void retitle(int unread) {
        title.set(unread > 0 ? "(" + unread + ") Call Vault" : "Call Vault");
    }

    private static ObservableValue<Boolean> canBeSeen(Window window) {
        return window instanceof Stage stage
                ? stage.showingProperty().and(stage.iconifiedProperty().not())
                : window.showingProperty();
    }
}

package io.callvault.desktop.app;

import io.callvault.desktop.calltest.run.BackgroundTests;
import io.callvault.desktop.chat.ui.ChatTimes;
import io.callvault.desktop.contact.InviteLink;
import io.callvault.desktop.diag.ConnectionWatch;
import io.callvault.desktop.fx.Confirm;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.fx.WindowIcon;
import io.callvault.desktop.instance.Request;
import io.callvault.desktop.os.Autostart;
import io.callvault.desktop.settings.LastConversation;
import io.callvault.desktop.settings.LookSetting;
import io.callvault.desktop.store.StoreException;
import java.net.URI;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main window of a profile. FX thread, unless a method says otherwise. */
public final class AppWindow {

    private static final Logger LOG = LoggerFactory.getLogger(AppWindow.class);
    private static final double WIDTH = 1120;
    private static final double HEIGHT = 760;
    private static final double MIN_WIDTH = 680;
    private static final double MIN_HEIGHT = 480;

    private static final Confirm.Question QUIT_IN_CALL =
            new Confirm.Question("You are in a call", "Closing this window ends the app, and the call.", "End both");

    /**
     * How the window is started.
     *
     * @param minimized whether it begins as an icon
     * @param autostart whether the system starts it at sign-in
     * @param onlooker who watches it being made
     */
    record Start(boolean minimized, Autostart autostart, Onlooker onlooker) {}

    private final Stage stage = new Stage();
    private final MainView view;
    private final UiExecutor ui;
    private final ConnectionWatch details;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final boolean reopens;
    private volatile boolean forUpdate;

    private AppWindow(ClientCore core, UiExecutor ui, Computer computer, Start start, Kept kept) {
        this.ui = ui;
        reopens = kept.last().id().isPresent();
        Theme theme = new Theme(kept.look());
        LookSetting setting = new LookSetting(core.store());
        theme.choiceProperty().addListener((source, before, now) -> setting.save(now.name()));
        details = new ConnectionWatch(core.link(), core.clock(), core.store(), core.metrics());
        view = new MainView(
                new MainView.Ports(
                        core.account(),
                        core.chat(),
                        core.contacts(),
                        core.link(),
                        core.network(),
                        core.notices(),
                        details,
                        core.calls(),
                        new BackgroundTests(() -> core.server().uri().toString()),
                        kept.last(),
                        start.autostart(),
                        core.clock(),
                        computer),
                ui,
                theme,
                new ChatTimes(core.clock(), ZoneId.systemDefault()),
                this::closeForUpdate);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(view, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        theme.install(scene);
        stage.setScene(scene);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.titleProperty().bind(view.titleProperty());
        stage.getIcons().setAll(WindowIcon.sizes());
        stage.iconifiedProperty().addListener((source, before, hidden) -> core.windowSeen(!hidden));
        stage.setOnCloseRequest(event -> {
            if (view.inCall()) {
                event.consume();
                Confirm.ask(view, QUIT_IN_CALL, stage::close);
            }
        });
        stage.setOnHidden(event -> {
            details.close();
            view.close();
            closed.complete(null);
        });
    }

    /**
     * Makes the window and shows it. Any thread but the FX thread: reads the profile's settings first.
     *
     * @param server what the welcome screen offers
     */
    public static CompletableFuture<AppWindow> open(ClientCore core, UiExecutor ui, URI server) {
        return open(
                core,
                ui,
                Computer.of(server),
                new Start(false, Autostart.none("This Call Vault was not started by a person."), Onlooker.NOBODY));
    }

    /** As above, on a computer that somebody may manage, and with what the start says. */
    static CompletableFuture<AppWindow> open(ClientCore core, UiExecutor ui, Computer computer, Start start) {
        Kept kept = new Kept(look(core), last(core));
        return CompletableFuture.supplyAsync(
                () -> {
                    AppWindow window = new AppWindow(core, ui, computer, start, kept);
                    start.onlooker().made(core, window);
                    window.stage.setIconified(start.minimized());
                    window.stage.show();
                    return window;
                },
                ui);
    }

    /** Whether a conversation was open last, which opens again by itself. */
    boolean reopens() {
        return reopens;
    }

    private void closeForUpdate() {
        Runnable close = () -> {
            forUpdate = true;
            stage.close();
        };
        if (view.inCall()) {
            Confirm.ask(view, QUIT_IN_CALL, close);
        } else {
            close.run();
        }
    }

    /** Whether it was closed so that an update is installed. Any thread. */
    public boolean closedForUpdate() {
        return forUpdate;
    }

    public Stage stage() {
        return stage;
    }

    /** Completes on the FX thread when the window was closed. Any thread. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** What another start of this profile asks for; completes with whether it was done. Any thread, returns at once. */
    CompletableFuture<Boolean> arrived(Request request) {
        return CompletableFuture.supplyAsync(() -> stage.isShowing() && take(request), ui);
    }

    private boolean take(Request request) {
        switch (request) {
            case Request.Show() -> toFront();
            case Request.Link(String text) -> {
                toFront();
                view.opened(InviteLink.parse(text));
            }
            case Request.Ping() -> {}
        }
        return true;
    }

    private void toFront() {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** What the profile kept of the window before. */
    private record Kept(Theme.Choice look, LastConversation last) {}

    private static LastConversation last(ClientCore core) {
        try {
            return LastConversation.of(core.store());
        } catch (StoreException e) {
            LOG.warn("the conversation that was open last could not be read; none is opened", e);
            return new LastConversation(Optional.empty(), id -> {});
        }
    }

    private static Theme.Choice look(ClientCore core) {
        try {
            String kept = new LookSetting(core.store()).load().orElse(Theme.Choice.SYSTEM.name());
            return Arrays.stream(Theme.Choice.values())
                    .filter(choice -> choice.name().equals(kept))
                    .findFirst()
                    .orElse(Theme.Choice.SYSTEM);
        } catch (StoreException e) {
            LOG.warn("the look that was chosen could not be read; the system's is used", e);
            return Theme.Choice.SYSTEM;
        }
    }
}

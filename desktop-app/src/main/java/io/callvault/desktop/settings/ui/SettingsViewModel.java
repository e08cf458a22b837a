package io.callvault.desktop.settings.ui;

import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.link.LinkMonitor;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.news.Subscription;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the settings screen shows. User-interface thread. */
public final class SettingsViewModel implements AutoCloseable {
    private final AccountService accounts;
    private final LinkMonitor link;
    private final UiExecutor ui;
    private final ObjectProperty<LinkStatus> status;
    private final BooleanProperty busy = new SimpleBooleanProperty(this, "busy");
    private final StringProperty problem = new SimpleStringProperty(this, "problem", "");
    private final Subscription news;

    public SettingsViewModel(AccountService accounts, LinkMonitor link, UiExecutor ui) {
        this.accounts = accounts;
        this.link = link;
        this.ui = ui;
        status = new SimpleObjectProperty<>(this, "status", link.status());
        news = link.subscribe(now -> ui.execute(() -> status.set(now)));
    }

    /** Whose account this is; empty if nobody has one here. */
    Optional<AccountState.Me> me() {
        return switch (accounts.state()) {
            case AccountState.SignedIn in -> Optional.of(in.me());
            case AccountState.SignedOut out -> Optional.of(out.me());
            case AccountState.Nobody nobody -> Optional.empty();
        };
    }

    ObjectProperty<LinkStatus> statusProperty() {
        return status;
    }

    /** The connection in words. */
    static String words(LinkStatus status) {
        return switch (status) {
            case ONLINE -> "Connected";
            case CONNECTING -> "Connecting…";
            case OFFLINE -> "No connection; tried again by itself";
            case SIGNED_OUT -> "Signed out";
            case REPLACED -> "Another running app uses this device's identity";
        };
    }

    BooleanProperty busyProperty() {
        return busy;
    }

    StringProperty problemProperty() {
        return problem;
    }

    Optional<String> recoveryKey() {
        return accounts.recoveryKey();
    }

    void connectNow() {
        link.retryNow();
    }

    void signOut() {
        busy.set(true);
        problem.set("");
        accounts.signOut()
                .whenComplete((outcome, failure) -> ui.execute(() -> {
                    busy.set(false);
                    if (outcome instanceof AccountService.Outcome.Refused refused) {
                        problem.set(refused.sentence());
                    } else if (failure != null) {
                        problem.set("Signing out did not work. Try again in a moment.");
                    }
                }));
    }

    /** Stops listening. */
    @Override
    public void close() {
        news.close();
    }
}

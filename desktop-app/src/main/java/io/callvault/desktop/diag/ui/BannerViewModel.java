package io.callvault.desktop.diag.ui;

import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.link.LinkMonitor;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.notice.Notices;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which one banner is shown, of all that could be said. User-interface thread. */
public final class BannerViewModel implements AutoCloseable {

    /** What it looks at. */
    public record Ports(AccountService accounts, LinkMonitor link, NetworkSwitch network, Notices notices) {}

    /** After so many failures in a row it is more than a hiccup. */
    private static final int GONE = 2;

    private static final String WAITING = "Waiting for network… messages will be sent when you are back online";
    private static final String LOST = "The connection was lost. Messages wait here.";
    private static final String UNREACHABLE = "The server cannot be reached. Messages wait here.";
    private static final String REPLACED =
            "This account is open in another copy of the app, so nothing comes or goes here.";

    private final Ports ports;
    private final UiExecutor ui;
    private final ReadOnlyObjectWrapper<Optional<Banner>> banner =
            new ReadOnlyObjectWrapper<>(this, "banner", Optional.empty());
    private final List<Subscription> subscriptions;
    private boolean signingIn;
    private String refusal = "";

    public BannerViewModel(Ports ports, UiExecutor ui) {
        this.ports = ports;
        this.ui = ui;
        subscriptions = List.of(
                ports.link().subscribe(status -> ui.execute(this::look)),
                ports.network().subscribe(on -> ui.execute(this::look)),
                ports.notices().subscribe(standing -> ui.execute(this::look)),
                ports.accounts().subscribe(state -> ui.execute(this::look)));
        look();
    }

    ReadOnlyObjectProperty<Optional<Banner>> bannerProperty() {
        return banner.getReadOnlyProperty();
    }

    /** Looks again; once a second while the banner is shown, for the countdown. */
    void look() {
        banner.set(choose());
    }

    /** What the banner's button does. */
    void act() {
        switch (banner.get().map(Banner::kind).orElse(Banner.Kind.CONNECTING)) {
            case SIGNED_OUT -> signIn();
            case STORE_NOTICE -> dismiss();
            default -> ports.link().retryNow();
        }
    }

    /** The notice was read. */
    void dismiss() {
        noticed(true).ifPresent(notice -> ports.notices().clear(notice.kind()));
        look();
    }

    /** Stops listening. */
    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }

    private Optional<Banner> choose() {
        Optional<Banner> pressing =
                noticed(false).map(notice -> Banner.of(Banner.Kind.STORE_TROUBLE, notice.sentence()));
        return pressing.or(this::connection)
                .or(() -> noticed(true)
                        .map(notice -> Banner.of(Banner.Kind.STORE_NOTICE, notice.sentence())
                                .withAction("OK", false)));
    }

    private Optional<Notice> noticed(boolean dismissable) {
        return ports.notices().current().stream()
                .filter(notice -> notice.kind().dismissable() == dismissable)
                .findFirst();
    }

    private Optional<Banner> connection() {
        if (ports.accounts().state() instanceof AccountState.SignedOut out) {
            return Optional.of(signedOut(out));
        }
        LinkStatus status = ports.link().status();
        return switch (status) {
            case ONLINE -> Optional.empty();
            case SIGNED_OUT ->
                Optional.of(Banner.of(Banner.Kind.SIGNED_OUT, "You are signed out.")
                        .withAction("Sign in again", signingIn));
            case REPLACED ->
                Optional.of(Banner.of(Banner.Kind.REPLACED, REPLACED).withAction("Use here", false));
            case OFFLINE, CONNECTING -> Optional.of(coming(status, ports.link().outlook()));
        };
    }

    private Banner signedOut(AccountState.SignedOut out) {
        String words = refusal.isEmpty()
                ? out.reason().orElse("You are signed out.") + " What is on this device can still be read."
                : refusal;
        return Banner.of(Banner.Kind.SIGNED_OUT, words).withAction("Sign in again", signingIn);
    }

    private Banner coming(LinkStatus status, LinkMonitor.Outlook outlook) {
        if (!ports.network().isOn()) {
            return Banner.of(Banner.Kind.OFFLINE, WAITING);
        }
        boolean trying = status == LinkStatus.CONNECTING;
        if (outlook.failures() == 0) {
            return trying
                    ? Banner.of(Banner.Kind.CONNECTING, "Connecting…")
                    : Banner.of(Banner.Kind.OFFLINE, WAITING).withAction("Try now", false);
        }
        Banner banner = outlook.failures() < GONE
                ? Banner.of(Banner.Kind.CONNECTING, LOST)
                : Banner.of(Banner.Kind.UNREACHABLE, UNREACHABLE);
        return banner.with(trying ? "Trying…" : countdown(outlook.nextAttempt()))
                .withAction("Try now", trying);
    }

    private static String countdown(Optional<Duration> left) {
        return left.map(time -> "Next try in " + Math.max(1, (time.toMillis() + 999) / 1000) + " s")
                .orElse("");
    }

    private void signIn() {
        signingIn = true;
        refusal = "";
        look();
        ports.accounts()
                .signInAgain()
                .whenComplete((outcome, failure) -> ui.execute(() -> {
                    signingIn = false;
                    refusal = switch (outcome) {
                        case AccountService.Outcome.Refused refused -> refused.sentence();
                        case AccountService.Outcome.Done done -> "";
                        case null -> "Signing in did not work. Try again in a moment.";
                    };
                    look();
                }));
    }
}

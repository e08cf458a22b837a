package io.callvault.desktop.diag.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.account.FakeAccountService;
import io.callvault.desktop.fx.InlineUi;
import io.callvault.desktop.link.FakeLinkMonitor;
import io.callvault.desktop.link.LinkMonitor;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.notice.Notices;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BannerViewModelTest {
    private final FakeAccountService accounts = new FakeAccountService();
    private final FakeLinkMonitor link = new FakeLinkMonitor();
    private final NetworkSwitch network = new NetworkSwitch();
    private final Notices notices = new Notices();
    private final BannerViewModel model =
            new BannerViewModel(new BannerViewModel.Ports(accounts, link, network, notices), new InlineUi());

    @BeforeEach
    void signIn() {
        accounts.set(new AccountState.SignedIn(FakeAccountService.me("vera", "Vera Kim")));
    }

    private Banner banner() {
        return model.bannerProperty().get().orElseThrow();
    }

    private void offline(int failures, long nextMs) {
        link.set(LinkStatus.OFFLINE, new LinkMonitor.Outlook(failures, Optional.of(Duration.ofMillis(nextMs))));
    }

    @Test
    void saysNothingWhileAllIsWell() {
        assertThat(model.bannerProperty().get()).isEmpty();
    }

    @Test
    void aLostConnectionIsCountedDownAndCanBeTriedNow() {
        offline(1, 950);
        assertThat(banner().words()).contains("connection was lost");
        assertThat(banner().detail()).isEqualTo("Next try in 1 s");
        link.set(LinkStatus.CONNECTING, new LinkMonitor.Outlook(1, Optional.empty()));
        assertThat(banner().detail()).isEqualTo("Trying…");
        assertThat(banner().busy()).isTrue();
        offline(2, 1_950);
        assertThat(banner().words()).contains("server cannot be reached");
        assertThat(banner().detail()).isEqualTo("Next try in 2 s");
        model.act();
        assertThat(link.retries()).isEqualTo(1);
        link.set(LinkStatus.ONLINE, LinkMonitor.Outlook.QUIET);
        assertThat(model.bannerProperty().get()).isEmpty();
    }

    @Test
    void withoutANetworkNobodyBlamesTheServer() {
        network.set(false);
        offline(7, 20_000);
        assertThat(banner().words()).startsWith("Waiting for network");
        assertThat(banner().action()).isEmpty();
    }

    @Test
    void aReplacedCopyIsBroughtBackByHand() {
        link.set(LinkStatus.REPLACED);
        assertThat(banner().words()).contains("another copy");
        assertThat(banner().action()).contains("Use here");
        model.act();
        assertThat(link.retries()).isEqualTo(1);
    }

    @Test
    void signedOutOffersTheWayBackAndSaysWhyItDidNotWork() {
        accounts.set(new AccountState.SignedOut(
                FakeAccountService.me("vera", "Vera Kim"), Optional.of("The server ended this session.")));
        link.set(LinkStatus.SIGNED_OUT);
        assertThat(banner().words())
                .startsWith("The server ended this session.")
                .contains("can still be read");
        assertThat(banner().action()).contains("Sign in again");
        model.act();
        assertThat(accounts.state()).isInstanceOf(AccountState.SignedIn.class);
    }

    @Test
    void aFullDiskComesFirstAndAnOldNoticeLast() {
        notices.show(new Notice(Notice.Kind.DATABASE_REBUILT, "The history was fetched again."));
        assertThat(banner().kind()).isEqualTo(Banner.Kind.STORE_NOTICE);
        offline(3, 4_000);
        assertThat(banner().kind()).isEqualTo(Banner.Kind.UNREACHABLE);
        notices.show(new Notice(Notice.Kind.DISK_FULL, "The disk is full."));
        assertThat(banner().kind()).isEqualTo(Banner.Kind.STORE_TROUBLE);
        notices.clear(Notice.Kind.DISK_FULL);
        link.set(LinkStatus.ONLINE);
        assertThat(banner().kind()).isEqualTo(Banner.Kind.STORE_NOTICE);
        model.act();
        assertThat(model.bannerProperty().get()).as("it was read").isEmpty();
    }

    @Test
    void afterCloseNothingIsHeard() {
        model.close();
        offline(3, 1_000);
        assertThat(model.bannerProperty().get()).isEmpty();
    }
}

package io.callvault.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.account.FakeAccountService;
import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.os.Autostart;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ContactsPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.pages.HomePage;
import io.callvault.desktop.pages.SettingsPage;
import io.callvault.desktop.pages.SignUpPage;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** Links and the start at sign-in, in the real window on fakes, by mouse and keyboard. */
class LinksAndStartTest {

    @Test
    void aLinkFillsTheFieldInAndOnlyAClickInvites() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            window.open("callvault://add/ben.k");
            var contacts = new ContactsPage(window.stage());
            assertThat(contacts.link()).contains("chat with @ben.k").contains("nothing is sent before");
            assertThat(contacts.handle()).isEqualTo("ben.k");
            FxHarness.run(() -> focusOwner(window.stage()).ifPresent(LinksAndStartTest::enter));
            assertThat(window.contacts.calls()).isEmpty();
            assertThat(contacts.inviteWhatIsThere()).contains("Invited ben.k");
            assertThat(window.contacts.calls()).containsExactly("invite ben.k");
            assertThat(contacts.link()).isEmpty();
            assertThat(contacts.handle()).isEmpty();
        }
    }

    @Test
    void aLinkTakesNoWordsFromWhoeverWrites() {
        try (var window = TestWindow.home(Theme.Choice.DARK)) {
            FxHarness.run(() -> window.chat.direct(1, "Anna Markova"));
            ChatPage chat = new ConversationListPage(window.stage()).open("Anna Markova");
            chat.type("half a wo");
            window.open("callvault://add/ben");
            new ContactsPage(window.stage());
            FxHarness.run(() -> focusOwner(window.stage()).ifPresent(LinksAndStartTest::enter));
            assertThat(window.contacts.calls()).isEmpty();
            new HomePage(window.stage()).chats();
            assertThat(chat.draft()).isEqualTo("half a wo");
        }
    }

    @Test
    void aLinkOfAnotherServerInvitesNobodyHere() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            window.open("callvault://add/ben?server=https://elsewhere.example:8443");
            var contacts = new ContactsPage(window.stage());
            assertThat(contacts.link())
                    .contains("@ben on https://elsewhere.example:8443")
                    .contains("signed in on https://chat.example.org");
            assertThat(contacts.handle()).isEmpty();
            window.open("callvault://add/ben?server=https%3A%2F%2Fchat.example.org");
            assertThat(contacts.link()).contains("chat with @ben");
            assertThat(contacts.handle()).isEqualTo("ben");
            window.open("callvault://add/carl?server=https://elsewhere.example");
            assertThat(contacts.handle()).isEmpty();
        }
    }

    @Test
    void aLinkThatNobodyKnowsSaysSoOnThePageWhereOneCanWrite() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            window.open("callvault://transfer/everything");
            var contacts = new ContactsPage(window.stage());
            assertThat(contacts.link()).contains("not an invitation");
            assertThat(contacts.handle()).isEmpty();
            assertThat(contacts.invite("anna")).contains("Invited anna");
            assertThat(contacts.link()).isEmpty();
        }
    }

    @Test
    void aLinkOpenedBeforeSigningUpIsKeptUntilThen() {
        try (var window = TestWindow.welcome(Theme.Choice.LIGHT)) {
            window.open("callvault://add/anna");
            window.open("callvault://add/ben?server=https://chat.example.org");
            assertThat(FxHarness.isShown(window.stage(), AccountIds.WAITING_LINK))
                    .isTrue();
            assertThat(new SignUpPage(window.stage()).waitingLink())
                    .contains("@ben on https://chat.example.org")
                    .contains("kept until you are signed in");
            HomePage home = new SignUpPage(window.stage()).signUp("https://chat.example.org", "Vera Kim", "vera");
            var contacts = new ContactsPage(window.stage());
            assertThat(contacts.handle()).isEqualTo("ben");
            assertThat(window.contacts.calls()).isEmpty();
            home.signOut();
            FxHarness.click(window.stage(), AccountIds.SIGN_IN_AGAIN);
            assertThat(new HomePage(window.stage()).contacts().link()).isEmpty();
        }
    }

    @Test
    void aLinkOpenedWhileSignedOutIsKeptToo() {
        try (var window = TestWindow.home(Theme.Choice.DARK)) {
            new HomePage(window.stage()).signOut();
            FxHarness.waitForNode(window.stage(), AccountIds.SIGNED_OUT);
            window.open("callvault://add/ben");
            assertThat(FxHarness.isShown(window.stage(), AccountIds.WAITING_LINK))
                    .isTrue();
            FxHarness.click(window.stage(), AccountIds.SIGN_IN_AGAIN);
            assertThat(new ContactsPage(window.stage()).handle()).isEqualTo("ben");
        }
    }

    @Test
    void aLinkLeadsToItsPageFromWhereverOneIs() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            new HomePage(window.stage()).details();
            window.open("callvault://add/ben");
            assertThat(new ContactsPage(window.stage()).handle()).isEqualTo("ben");
            window.open("callvault://add/anna");
            assertThat(new ContactsPage(window.stage()).handle()).isEqualTo("anna");
            new HomePage(window.stage()).details();
            window.open("callvault://add/carl");
            assertThat(new ContactsPage(window.stage()).handle()).isEqualTo("carl");
        }
    }

    @Test
    void theStartAtSignInIsSwitchedByMouseAndKeyboard() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            var settings = new SettingsPage(window.stage());
            settings.awaitAutostart(false);
            settings.clickAutostart().awaitAutostart(true);
            FxHarness.waitFor(
                    "the system starts it", () -> window.autostart.standing().equals(new Autostart.Standing.On()));
            settings.pressSpaceAtAutostart().awaitAutostart(false);
            FxHarness.waitFor(
                    "the system leaves it alone",
                    () -> window.autostart.standing().equals(new Autostart.Standing.Off()));
        }
    }

    @Test
    void aStartThatCannotBeSwitchedGoesBackAndSaysWhy() {
        try (var window = TestWindow.home(Theme.Choice.DARK)) {
            window.autostart.breaks();
            var settings = new SettingsPage(window.stage());
            settings.awaitAutostart(false);
            settings.clickAutostart();
            assertThat(settings.autostartProblem()).contains("cannot be written");
            settings.awaitAutostart(false);
        }
    }

    @Test
    void whereThereIsNoStartAtSignInItSaysWhy() {
        try (var window = TestWindow.welcome(Theme.Choice.LIGHT)) {
            window.autostart.stands(new Autostart.Standing.Unavailable("Only an installed Call Vault can."));
            FxHarness.run(
                    () -> window.accounts.set(new AccountState.SignedIn(FakeAccountService.me("vera", "Vera Kim"))));
            var settings = new SettingsPage(window.stage());
            assertThat(settings.autostartProblem()).isEqualTo("Only an installed Call Vault can.");
            assertThat(settings.autostartCanBeSwitched()).isFalse();
        }
    }

    private static Optional<Node> focusOwner(Stage stage) {
        return Optional.ofNullable(stage.getScene().getFocusOwner());
    }

    private static void enter(Node node) {
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            node.fireEvent(new KeyEvent(type, "\r", "\r", KeyCode.ENTER, false, false, false, false));
        }
    }
}

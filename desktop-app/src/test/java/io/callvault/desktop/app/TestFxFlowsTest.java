package io.callvault.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.account.FakeAccountService;
import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.call.ui.ScriptedCalls;
import io.callvault.desktop.calltest.run.FakeCallTests;
import io.callvault.desktop.chat.FakeChatService;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.chat.ui.ChatStory;
import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.contact.FakeContactService;
import io.callvault.desktop.contact.ui.ContactIds;
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
import java.time.InstantSource;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

/** Two flows through TestFX, as an outside suite would write them: by node id alone, with the robot's mouse and keys. */
class TestFxFlowsTest extends ApplicationTest {
    private final FakeAccountService accounts = new FakeAccountService();
    private final FakeChatService chat = ChatStory.empty();
    private final FakeContactService contacts =
            new FakeContactService(row -> chat.direct(row.id(), row.handle(), row.displayName()));

    @BeforeAll
    static void startToolkit() {
        FxHarness.start();
    }

    @Override
    public void start(Stage stage) {
        var theme = new Theme(Theme.Choice.LIGHT);
        var ports = new MainView.Ports(
                accounts,
                chat,
                contacts,
                new FakeLinkMonitor(),
                new NetworkSwitch(),
                new Notices(),
                new FakeDetails(),
                new ScriptedCalls(),
                new FakeCallTests(),
                new LastConversation(Optional.empty(), id -> {}),
                new FakeAutostart(),
                InstantSource.system(),
                Computer.of(URI.create("https://chat.example.org")));
        var view = new MainView(ports, new FxThread(), theme, ChatStory.times(), stage::close);
        stage.setScene(new Scene(view, 960, 720));
        theme.install(stage.getScene());
        stage.show();
    }

    @Test
    void signUpInviteAcceptAndChat() {
        clickOn("#" + AccountIds.DISPLAY_NAME).write("Vera Kim");
        clickOn("#" + AccountIds.HANDLE).write("vera");
        clickOn("#" + AccountIds.SUBMIT);
        FxHarness.waitFor(
                "the key is shown",
                () -> lookup("#" + AccountIds.RECOVERY).tryQuery().isPresent());
        clickOn("#" + AccountIds.KEY_SAVED);
        FxHarness.waitFor(
                "home is shown", () -> lookup("#" + MainIds.CONTACTS).tryQuery().isPresent());
        clickOn("#" + MainIds.CONTACTS);
        interact(() -> contacts.add("anna", "Anna Markova", ContactRow.State.INCOMING));
        FxHarness.waitFor(
                "the invite is shown",
                () -> lookup("#" + ContactIds.accept("anna")).tryQuery().isPresent());
        clickOn("#" + ContactIds.accept("anna"));
        FxHarness.waitFor(
                "chatting is offered",
                () -> lookup("#" + ContactIds.chat("anna")).tryQuery().isPresent());
        clickOn("#" + ContactIds.chat("anna"));
        clickOn("#" + ChatIds.COMPOSER).write("hello").push(KeyCode.SHIFT, KeyCode.ENTER);
        write("there").push(KeyCode.ENTER);
        assertThat(chat.calls()).contains("send hello\nthere");
    }

    @Test
    void theSendButtonSendsAndTheThemeIsChosen() {
        interact(() -> {
            accounts.set(new AccountState.SignedIn(FakeAccountService.me("vera", "Vera Kim")));
            chat.direct(1, "Anna Markova");
        });
        String row = "#" + ChatIds.conversation(chat.find("Anna Markova"));
        FxHarness.waitFor(
                "the conversation is listed", () -> lookup(row).tryQuery().isPresent());
        clickOn(row);
        clickOn("#" + ChatIds.COMPOSER).write("by button");
        clickOn("#" + ChatIds.SEND);
        assertThat(chat.calls()).contains("send by button");
        assertThat(lookup("#" + ChatIds.COMPOSER)
                        .queryAs(TextInputControl.class)
                        .getText())
                .isEmpty();
        clickOn("#" + MainIds.SETTINGS).clickOn("#theme-dark");
        assertThat(lookup("#" + MainIds.RAIL).query().getScene().getStylesheets())
                .anyMatch(sheet -> sheet.endsWith("dark.css"));
    }
}

package io.callvault.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.account.FakeAccountService;
import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.chat.ui.ChatStory;
import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.diag.ui.DiagIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.StatusMark;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ContactsPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.pages.HomePage;
import io.callvault.desktop.pages.SignUpPage;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.DeliveryState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** The real window on fakes, driven as a person would. */
class ScreensTest {
    private static final String SERVER = "https://chat.example.org";

    @Test
    void signUpSaysWhatIsWrongThenShowsTheKeyOnceThenHome() {
        try (var window = TestWindow.welcome(Theme.Choice.LIGHT)) {
            var page = new SignUpPage(window.stage());
            assertThat(page.submit("not an address", "Vera Kim", "vera").problem())
                    .contains("not a server address");
            assertThat(page.submit(SERVER, " ", "vera").problem()).contains("name");
            assertThat(page.submit(SERVER, "Vera Kim", "V!").problem()).contains("handle");
            assertThat(window.accounts.calls()).isEmpty();
            assertThat(page.submit(SERVER, "Vera Kim", "taken1").problem()).contains("is taken");
            page.submit(SERVER, "Vera Kim", "@vera");
            assertThat(page.recoveryKey()).isEqualTo(FakeAccountService.KEY);
            HomePage home = page.keepKey();
            assertThat(home.chats().isEmpty()).isTrue();
            assertThat(window.accounts.calls()).last().isEqualTo("sign up " + SERVER + " Vera Kim vera");
        }
    }

    @Test
    void signInWithTheRecoveryKeyAndSignOut() {
        try (var window = TestWindow.welcome(Theme.Choice.DARK)) {
            var page = new SignUpPage(window.stage());
            assertThat(page.submitKey(SERVER, "wrong").problem()).contains("recovery key");
            HomePage home = page.signIn(SERVER, FakeAccountService.KEY);
            assertThat(home.connection()).isEqualTo("Connected");
            home.signOut();
            FxHarness.click(window.stage(), "sign-in-again");
            assertThat(new HomePage(window.stage()).chats().isEmpty()).isTrue();
        }
    }

    @Test
    void anInviteIsAcceptedAndLeadsToTheChat() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            ContactsPage contacts = new HomePage(window.stage()).contacts();
            FxHarness.run(() -> window.contacts.add("igor", "Igor", ContactRow.State.INCOMING));
            assertThat(contacts.invite("nobody")).contains("nobody with the handle");
            assertThat(contacts.invite("@Max")).contains("Invited max");
            assertThat(window.contacts.calls()).contains("invite max");
            ChatPage chat = contacts.accept("igor").chatWith("igor");
            assertThat(chat.title()).isEqualTo("Igor");
            chat.send("hello Igor").awaitMessage("hello Igor");
        }
    }

    @Test
    void aMessageGoesFromClockToReadTicks() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            ConversationId anna = FxHarness.get(() -> window.chat.direct(1, "Anna Markova"));
            ChatPage chat = new ConversationListPage(window.stage()).open("Anna Markova");
            chat.type("first line").breakLine().type("second line");
            assertThat(chat.draft()).isEqualTo("first line\nsecond line");
            FxHarness.press(window.stage(), ChatIds.COMPOSER, KeyCode.ENTER);
            String text = "first line\nsecond line";
            chat.awaitStatus(text, StatusMark.WAITING);
            assertThat(chat.draft()).isEmpty();
            for (DeliveryState state : List.of(DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.READ)) {
                FxHarness.run(() -> window.chat.advance(
                        anna, ((TimelineRow.Message) window.chat.rows(anna).getLast()).id(), state));
                chat.awaitStatus(text, StatusMark.valueOf(state.name()));
            }
        }
    }

    @Test
    void hundredMessagesTypedFastStandInOrderOnce() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            ConversationId anna = FxHarness.get(() -> window.chat.direct(1, "Anna Markova"));
            ChatPage chat = new ConversationListPage(window.stage()).open("Anna Markova");
            IntStream.rangeClosed(1, 100).forEach(i -> chat.send("m" + i));
            chat.awaitMessage("m100");
            List<String> expected =
                    IntStream.rangeClosed(1, 100).mapToObj(i -> "m" + i).toList();
            assertThat(window.chat.calls().stream().filter(call -> call.startsWith("send ")))
                    .containsExactlyElementsOf(
                            expected.stream().map(text -> "send " + text).toList());
            List<String> seen = chat.bubbles().stream().map(ChatPage.Seen::text).toList();
            assertThat(seen).isEqualTo(expected.subList(100 - seen.size(), 100));
            assertThat(window.chat.rows(anna)).hasSize(100);
        }
    }

    /** JavaFX 26 throws from the layout pass when it wraps such text; closing the window would tell. */
    @Test
    void rightToLeftTextCanBeWrittenAndShownAtAnyLength() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            FxHarness.run(() -> window.chat.direct(1, "Anna Markova"));
            ChatPage chat = new ConversationListPage(window.stage()).open("Anna Markova");
            String text = "שלום אנה! (test) מה נשמע? ".repeat(12).strip();
            chat.type(text);
            FxHarness.pulse();
            chat.breakLine().type("hello").type(" שלום");
            FxHarness.press(window.stage(), ChatIds.COMPOSER, KeyCode.ENTER);
            chat.awaitMessage(text + "\nhello שלום");
            FxHarness.run(() -> window.stage().setWidth(760));
            FxHarness.pulses(3);
        }
    }

    @Test
    void draftsStayWithTheirConversations() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            FxHarness.run(() -> {
                window.chat.direct(1, "Anna Markova");
                window.chat.direct(2, "Max Kerner");
            });
            var list = new ConversationListPage(window.stage());
            list.open("Anna Markova").type("for Anna");
            assertThat(list.open("Max Kerner").draft()).isEmpty();
            list.awaitRow("Anna Markova", "Draft: for Anna");
            assertThat(list.open("Anna Markova").draft()).isEqualTo("for Anna");
        }
    }

    @Test
    void aFailedMessageIsSentAgainOrDiscardedFromItsMark() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            ConversationId anna = FxHarness.get(() -> window.chat.direct(1, "Anna Markova"));
            ChatPage chat = new ConversationListPage(window.stage())
                    .open("Anna Markova")
                    .send("too much");
            chat.awaitMessage("too much");
            var id = ((TimelineRow.Message) window.chat.rows(anna).getLast()).id();
            FxHarness.run(() -> window.chat.fail(anna, id, "It is too long. Shorten it."));
            chat.awaitStatus("too much", StatusMark.FAILED);
            chat.choose(ChatIds.failedMark(id), ChatIds.MENU_RETRY);
            chat.awaitStatus("too much", StatusMark.WAITING);
            FxHarness.run(() -> window.chat.fail(anna, id, "It is too long. Shorten it."));
            chat.awaitStatus("too much", StatusMark.FAILED);
            chat.choose(ChatIds.failedMark(id), ChatIds.MENU_DISCARD);
            FxHarness.waitFor("the message is gone", () -> chat.bubbles().isEmpty());
            assertThat(window.chat.calls()).contains("retry " + id, "discard " + id);
        }
    }

    @Test
    void onlyWhatCanBeSeenIsMarkedRead() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            ConversationId anna = FxHarness.get(() -> window.chat.direct(1, "Anna Markova"));
            FxHarness.run(() -> IntStream.rangeClosed(1, 35)
                    .forEach(i -> window.chat.receive(anna, window.chat.user(1), "Anna Markova", "message " + i)));
            ChatPage chat = new ConversationListPage(window.stage()).open("Anna Markova");
            chat.awaitMessage("message 1");
            FxHarness.waitFor(
                    "something is read", () -> window.chat.conversation(anna).readSeq() > 0);
            assertThat(FxHarness.isShown(window.stage(), ChatIds.UNREAD_LINE)).isTrue();
            assertThat(window.chat.conversation(anna).readSeq()).isBetween(8L, 25L);
            FxHarness.click(window.stage(), ChatIds.JUMP, ".jump-button");
            FxHarness.waitFor(
                    "all is read", () -> window.chat.conversation(anna).readSeq() == 35);
            new HomePage(window.stage()).contacts();
            FxHarness.run(() -> window.chat.receive(anna, window.chat.user(1), "Anna Markova", "unseen"));
            FxHarness.pulses(5);
            assertThat(window.chat.conversation(anna).readSeq()).isEqualTo(35);
            new HomePage(window.stage()).chats();
            FxHarness.waitFor(
                    "it is read now", () -> window.chat.conversation(anna).readSeq() == 36);
        }
    }

    @Test
    void olderPagesComeWhileScrollingUp() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            ConversationId anna = FxHarness.get(() -> window.chat.direct(1, "Anna Markova"));
            FxHarness.run(() -> {
                IntStream.rangeClosed(1, 1500).forEach(i -> window.chat.mine(anna, "message " + i, DeliveryState.READ));
            });
            ChatPage chat = new ConversationListPage(window.stage()).open("Anna Markova");
            chat.awaitMessage("message 1500");
            for (int i = 0;
                    i < 40
                            && chat.bubbles().stream()
                                    .noneMatch(seen -> seen.text().equals("message 1"));
                    i++) {
                chat.toTop();
            }
            chat.awaitMessage("message 1");
            FxHarness.click(window.stage(), ChatIds.JUMP, ".jump-button");
            chat.awaitMessage("message 1500");
        }
    }

    @Test
    void bannerTypingPresenceAndSearch() {
        try (var window = TestWindow.home(Theme.Choice.DARK)) {
            ConversationId anna = FxHarness.get(() -> ChatStory.fill(window.chat));
            var list = new ConversationListPage(window.stage());
            ChatPage chat = list.open("Anna Markova").awaitSubtitle("online").awaitNoBanner();
            FxHarness.run(() -> window.chat.typing(anna, List.of("Anna Markova")));
            chat.awaitSubtitle("typing");
            FxHarness.run(() -> window.chat.typing(anna, List.of()));
            FxHarness.run(() -> window.chat.presence(
                    window.chat.user(1), false, ChatStory.NOW.minusSeconds(3600).toEpochMilli()));
            chat.awaitSubtitle("last seen at 13:40");
            FxHarness.run(() -> window.link.set(LinkStatus.OFFLINE));
            chat.awaitBanner("Waiting for network");
            FxHarness.run(() -> window.link.set(LinkStatus.ONLINE));
            chat.awaitNoBanner();
            assertThat(list.search("lena").rows()).singleElement().asString().startsWith("Lena Schmidt,");
            assertThat(list.search("xyz").isEmpty()).isTrue();
        }
    }

    @Test
    void aSessionThatTheServerEndedLeavesTheHistoryInViewReadOnly() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            ConversationId anna = FxHarness.get(() -> ChatStory.fill(window.chat));
            FxHarness.click(stage, ChatIds.conversation(anna));
            FxHarness.run(() -> {
                window.accounts.set(new AccountState.SignedOut(
                        FakeAccountService.me("vera", "Vera Kim"), Optional.of("The server ended this session.")));
                window.link.set(LinkStatus.SIGNED_OUT);
            });
            FxHarness.waitForNode(stage, DiagIds.BANNER_ACTION);
            assertThat(FxHarness.isShown(stage, ChatIds.TIMELINE)).isTrue();
            assertThat(FxHarness.isShown(stage, AccountIds.SIGNED_OUT)).isFalse();
            assertThat(FxHarness.node(stage, ChatIds.COMPOSER).isDisabled()).isTrue();
            FxHarness.picture(stage, Path.of("target", "gallery", "signed-out-soft.png"), 1);
            FxHarness.click(stage, DiagIds.BANNER_ACTION);
            FxHarness.waitFor(
                    "it can be written again",
                    () -> !FxHarness.node(stage, ChatIds.COMPOSER).isDisabled());
            assertThat(window.accounts.calls()).contains("sign in again");
        }
    }
}

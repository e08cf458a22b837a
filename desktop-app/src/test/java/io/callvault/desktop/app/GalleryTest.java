package io.callvault.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.chat.ui.ChatStory;
import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.contact.ui.ContactIds;
import io.callvault.desktop.diag.ui.DiagIds;
import io.callvault.desktop.fx.BubbleRow;
import io.callvault.desktop.fx.Confirm;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.link.LinkMonitor;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.settings.ui.SettingsIds;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.DeliveryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of every screen, light and dark, for the eye: {@code target/gallery}. */
class GalleryTest {
    private static final Path GALLERY = Path.of("target", "gallery");

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void welcome(Theme.Choice look) throws IOException {
        try (var window = TestWindow.welcome(look)) {
            Stage stage = window.stage();
            picture(stage, "sign-up", look);
            FxHarness.type(stage, AccountIds.DISPLAY_NAME, "Vera Kim");
            FxHarness.type(stage, AccountIds.HANDLE, "taken");
            FxHarness.click(stage, AccountIds.SUBMIT);
            picture(stage, "sign-up-refused", look);
            FxHarness.type(stage, AccountIds.HANDLE, "2");
            FxHarness.click(stage, AccountIds.TAB_SIGN_IN);
            picture(stage, "sign-in", look);
            FxHarness.type(stage, AccountIds.RECOVERY_KEY_INPUT, "x");
            FxHarness.click(stage, AccountIds.TAB_SIGN_UP);
            FxHarness.run(
                    () -> ((javafx.scene.control.TextField) FxHarness.node(stage, AccountIds.HANDLE)).setText("vera"));
            FxHarness.click(stage, AccountIds.SUBMIT);
            FxHarness.waitForNode(stage, AccountIds.RECOVERY);
            picture(stage, "recovery-key", look);
            FxHarness.click(stage, AccountIds.KEY_SAVED);
            FxHarness.waitForNode(stage, ChatIds.SCREEN);
            picture(stage, "empty", look);
            FxHarness.run(() -> window.accounts.signOut());
            FxHarness.waitForNode(stage, AccountIds.SIGNED_OUT);
            picture(stage, "signed-out", look);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void chats(Theme.Choice look) throws IOException {
        try (var window = TestWindow.home(look)) {
            Stage stage = window.stage();
            ConversationId anna = FxHarness.get(() -> ChatStory.fill(window.chat));
            FxHarness.waitFor("all news are shown", () -> stage.getTitle().startsWith("(144)"));
            picture(stage, "nothing-selected", look);
            FxHarness.click(stage, ChatIds.conversation(anna));
            picture(stage, "chat", look);
            FxHarness.run(() -> {
                window.chat.typing(anna, List.of("Anna Markova"));
                window.link.set(LinkStatus.OFFLINE);
            });
            FxHarness.type(stage, ChatIds.COMPOSER, "This waits for the network");
            FxHarness.press(stage, ChatIds.COMPOSER, KeyCode.ENTER);
            FxHarness.type(
                    stage,
                    ChatIds.COMPOSER,
                    "and this is a longer draft that breaks over two lines because it does not fit into one, really not");
            picture(stage, "offline", look);
            FxHarness.run(() -> {
                window.link.set(LinkStatus.CONNECTING);
                var row = (TimelineRow.Message) window.chat.rows(anna).getLast();
                window.chat.fail(
                        anna,
                        row.id(),
                        "The server refused this message: it is too long. Shorten it and send it again.");
            });
            picture(stage, "failed", look);
            FxHarness.click(
                    stage,
                    ChatIds.failedMark(
                            ((TimelineRow.Message) window.chat.rows(anna).getLast()).id()));
            FxHarness.pulses(4);
            var menu = FxHarness.get(() -> Window.getWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .findFirst()
                    .orElseThrow());
            FxHarness.picture(menu.getScene().getRoot(), GALLERY.resolve("menu-" + look + ".png"), 1.5);
            FxHarness.run(menu::hide);
            FxHarness.run(() -> window.link.set(LinkStatus.ONLINE));
            ConversationId team = FxHarness.get(() -> window.chat.find("Dev Team"));
            FxHarness.click(stage, ChatIds.conversation(team));
            picture(stage, "group", look);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void banners(Theme.Choice look) throws IOException {
        try (var window = TestWindow.home(look)) {
            Stage stage = window.stage();
            ConversationId anna = FxHarness.get(() -> ChatStory.fill(window.chat));
            FxHarness.click(stage, ChatIds.conversation(anna));
            window.network.set(false);
            FxHarness.run(() -> window.link.set(LinkStatus.OFFLINE));
            banner(stage, "banner-offline", look);
            window.network.set(true);
            FxHarness.run(() -> window.link.set(LinkStatus.CONNECTING));
            banner(stage, "banner-connecting", look);
            var lost = new LinkMonitor.Outlook(1, Optional.of(Duration.ofMillis(800)));
            FxHarness.run(() -> window.link.set(LinkStatus.OFFLINE, lost));
            banner(stage, "banner-lost", look);
            var gone = new LinkMonitor.Outlook(4, Optional.of(Duration.ofMillis(7_300)));
            FxHarness.run(() -> window.link.set(LinkStatus.OFFLINE, gone));
            picture(stage, "banner-unreachable", look);
            FxHarness.run(() -> window.link.set(LinkStatus.REPLACED, LinkMonitor.Outlook.QUIET));
            banner(stage, "banner-replaced", look);
            FxHarness.run(() -> window.link.set(LinkStatus.SIGNED_OUT));
            banner(stage, "banner-signed-out", look);
            window.notices.show(new Notice(
                    Notice.Kind.DISK_FULL,
                    "The disk is full, so nothing can be stored. Make room; what you write stays in the field below."));
            banner(stage, "banner-disk-full", look);
            FxHarness.run(() -> window.link.set(LinkStatus.ONLINE));
            window.notices.clear(Notice.Kind.DISK_FULL);
            window.notices.show(new Notice(
                    Notice.Kind.DATABASE_REBUILT,
                    "The local history was damaged; it was fetched again from the server. The old file was kept."));
            banner(stage, "banner-rebuilt", look);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void markers(Theme.Choice look) throws IOException {
        try (var window = TestWindow.home(look)) {
            Stage stage = window.stage();
            ConversationId anna = FxHarness.get(() -> ChatStory.fill(window.chat));
            FxHarness.click(stage, ChatIds.conversation(anna));
            var chat = window.chat;
            FxHarness.run(() -> {
                var late = (TimelineRow.Message) chat.rows(anna).getLast();
                chat.put(anna, new TimelineRow.Gap(anna, late.seq() + 1, late.seq() + 4));
                chat.put(
                        anna,
                        new TimelineRow.Unreadable(anna, late.seq() + 5, chat.user(1), ChatStory.NOW.toEpochMilli()));
                var edited = chat.mine(anna, "See you at six, not at five", DeliveryState.DELIVERED);
                chat.flag(anna, edited.id(), new TimelineRow.Flags(true, false, false, false, Optional.empty()));
                var gone = chat.mine(anna, "", DeliveryState.READ);
                chat.flag(anna, gone.id(), new TimelineRow.Flags(false, true, false, false, Optional.empty()));
                var theirs = chat.receive(anna, chat.user(1), "Anna Markova", "");
                chat.flag(anna, theirs.id(), new TimelineRow.Flags(false, true, false, false, Optional.empty()));
                var here = chat.receive(anna, chat.user(1), "Anna Markova", "The server forgot this one");
                chat.flag(anna, here.id(), new TimelineRow.Flags(false, false, true, false, Optional.empty()));
                var changing = chat.mine(anna, "This is being changed", DeliveryState.READ);
                chat.flag(anna, changing.id(), new TimelineRow.Flags(true, false, false, true, Optional.empty()));
                chat.send(anna, "Can you hear me?");
                chat.fail(
                        anna,
                        ((TimelineRow.Message) chat.rows(anna).getLast()).id(),
                        "Anna Markova does not take messages from you. Nothing was sent.");
            });
            picture(stage, "markers", look);
            TimelineRow.Message edited = chat.rows(anna).stream()
                    .filter(row -> row instanceof TimelineRow.Message message
                            && message.mine()
                            && message.flags().edited())
                    .map(TimelineRow.Message.class::cast)
                    .findFirst()
                    .orElseThrow();
            FxHarness.run(() -> ((BubbleRow) FxHarness.node(stage, ChatIds.message(edited.id())))
                    .bubble()
                    .fireEvent(
                            contextMenu(((BubbleRow) FxHarness.node(stage, ChatIds.message(edited.id()))).bubble())));
            FxHarness.pulses(4);
            var menu = FxHarness.get(() -> Window.getWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .findFirst()
                    .orElseThrow());
            FxHarness.picture(menu.getScene().getRoot(), GALLERY.resolve("menu-own-" + look + ".png"), 1.5);
            FxHarness.chooseFromMenu(ChatIds.MENU_EDIT);
            FxHarness.type(stage, ChatIds.COMPOSER, "!");
            picture(stage, "editing", look);
            FxHarness.press(stage, ChatIds.COMPOSER, KeyCode.ESCAPE);
            FxHarness.run(() -> ((BubbleRow) FxHarness.node(stage, ChatIds.message(edited.id())))
                    .bubble()
                    .fireEvent(
                            contextMenu(((BubbleRow) FxHarness.node(stage, ChatIds.message(edited.id()))).bubble())));
            FxHarness.chooseFromMenu(ChatIds.MENU_DELETE);
            picture(stage, "confirm-delete", look);
            FxHarness.click(stage, Confirm.YES);
            assertThat(chat.calls()).contains("delete " + edited.id());
        }
    }

    private static ContextMenuEvent contextMenu(Node node) {
        var screen = node.localToScreen(8, 8);
        return new ContextMenuEvent(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED, 8, 8, screen.getX(), screen.getY(), false, null);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void connectionDetails(Theme.Choice look) throws IOException {
        try (var window = TestWindow.home(look)) {
            Stage stage = window.stage();
            FxHarness.click(stage, MainIds.SETTINGS);
            picture(stage, "settings-connection", look);
            FxHarness.click(stage, SettingsIds.DETAILS);
            FxHarness.waitForNode(stage, DiagIds.detail("transport"));
            picture(stage, "connection-details", look);
        }
    }

    private static void banner(Stage stage, String name, Theme.Choice look) {
        FxHarness.pulses(4);
        FxHarness.picture(FxHarness.node(stage, DiagIds.BANNER), GALLERY.resolve(name + "-" + look + ".png"), 1.5);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void contactsAndSettings(Theme.Choice look) throws IOException {
        try (var window = TestWindow.home(look)) {
            Stage stage = window.stage();
            FxHarness.click(stage, MainIds.CONTACTS);
            picture(stage, "no-contacts", look);
            FxHarness.run(() -> {
                window.contacts.add("anna", "Anna Markova", ContactRow.State.ACCEPTED);
                window.contacts.add("igor", "Igor", ContactRow.State.INCOMING);
                window.contacts.add("lena.s", "Lena Schmidt", ContactRow.State.ACCEPTED);
                window.contacts.add("spam", "Cheap Watches", ContactRow.State.BLOCKED);
            });
            FxHarness.type(stage, ContactIds.HANDLE, "max");
            FxHarness.click(stage, ContactIds.INVITE);
            picture(stage, "contacts", look);
            FxHarness.type(stage, ContactIds.HANDLE, "nobody");
            FxHarness.click(stage, ContactIds.INVITE);
            picture(stage, "contacts-refused", look);
            FxHarness.click(stage, MainIds.SETTINGS);
            FxHarness.click(stage, SettingsIds.SHOW_KEY);
            picture(stage, "settings", look);
        }
    }

    private static void picture(Stage stage, String name, Theme.Choice look) throws IOException {
        FxHarness.pulses(4);
        Path file = FxHarness.picture(stage, GALLERY.resolve(name + "-" + look + ".png"), 1.5);
        assertThat(Files.size(file)).isGreaterThan(10_000);
    }
}

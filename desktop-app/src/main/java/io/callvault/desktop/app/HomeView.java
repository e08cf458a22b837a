package io.callvault.desktop.app;

import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.call.ui.CallButtons;
import io.callvault.desktop.call.ui.CallModel;
import io.callvault.desktop.call.ui.CallSettingsView;
import io.callvault.desktop.call.ui.CallTimes;
import io.callvault.desktop.call.ui.CallsView;
import io.callvault.desktop.call.ui.CallsViewModel;
import io.callvault.desktop.call.ui.sound.ToneRinger;
import io.callvault.desktop.call.ui.window.CallDesk;
import io.callvault.desktop.call.ui.window.WindowPorts;
import io.callvault.desktop.calltest.ui.CallTestView;
import io.callvault.desktop.calltest.ui.CallTestViewModel;
import io.callvault.desktop.chat.ui.ChatTimes;
import io.callvault.desktop.chat.ui.ChatView;
import io.callvault.desktop.chat.ui.ChatViewModel;
import io.callvault.desktop.chat.ui.ConversationPane;
import io.callvault.desktop.contact.InviteLink;
import io.callvault.desktop.contact.ui.ContactsView;
import io.callvault.desktop.contact.ui.ContactsViewModel;
import io.callvault.desktop.diag.ui.BannerView;
import io.callvault.desktop.diag.ui.BannerViewModel;
import io.callvault.desktop.diag.ui.DetailsView;
import io.callvault.desktop.diag.ui.DetailsViewModel;
import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.settings.ui.AutostartView;
import io.callvault.desktop.settings.ui.AutostartViewModel;
import io.callvault.desktop.settings.ui.ManagedView;
import io.callvault.desktop.settings.ui.SettingsView;
import io.callvault.desktop.settings.ui.SettingsViewModel;
import io.callvault.desktop.update.ui.UpdateBannerView;
import io.callvault.desktop.update.ui.UpdateSettingsView;
import io.callvault.desktop.update.ui.UpdateViewModel;
import io.callvault.model.id.ConversationId;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** The window of somebody who is signed in: the rail, and chats, contacts or settings beside it. */
final class HomeView extends HBox implements AutoCloseable {
    private final ChatViewModel chats;
    private final ContactsViewModel contacts;
    private final SettingsViewModel settings;
    private final UpdateViewModel updates;
    private final BannerViewModel banner;
    private final CallModel callModel;
    private final CallsViewModel pastCalls;
    private final CallDesk callDesk;
    private final Subscription accountNews;
    private final PageSlot<DetailsView> detailsPage;
    private final CallTestViewModel callTest;
    private final PageSlot<CallTestView> callTestPage;
    private final PageSlot<ContactsView> contactsPage;
    private final StackPane pages = new StackPane();
    private final ToggleButton contactButton;
    private final URI server;
    private Optional<Node> before = Optional.empty();
    private final BooleanProperty windowShown = new SimpleBooleanProperty(this, "windowShown");

    HomeView(MainView.Ports ports, AccountState.Me me, UiExecutor ui, Theme theme, ChatTimes times, Runnable restart) {
        server = me.server();
        chats = new ChatViewModel(ports.chat(), ui, times);
        banner = new BannerViewModel(
                new BannerViewModel.Ports(ports.accounts(), ports.link(), ports.network(), ports.notices()), ui);
        settings = new SettingsViewModel(ports.accounts(), ports.link(), ui);
        var rail = new Rail(new Avatar(34, me.user().toString(), me.displayName()));
        HBox.setHgrow(pages, Priority.ALWAYS);
        pages.setMinWidth(0);

        callModel = new CallModel(ports.calls(), ui);
        pastCalls = new CallsViewModel(ports.calls(), ui);
        callDesk = new CallDesk(new WindowPorts(
                ports.calls(),
                ui,
                theme,
                ports.clock(),
                new ToneRinger(),
                conversation -> beside(ports, ui, times, conversation)));
        chats.setOnCallBack(ports.calls()::call);
        ports.last().id().ifPresent(chats::select);
        chats.selectedProperty().addListener((source, old, now) -> now.ifPresent(ports.last()::opened));
        updates = new UpdateViewModel(ports.computer().updates(), ui, restart, ZoneId.systemDefault());
        var settingsPage =
                new PageSlot<>(pages, () -> new SettingsView(settings, theme, sections(ports, ui), this::details));
        detailsPage = new PageSlot<>(
                pages,
                () -> new DetailsView(
                        new DetailsViewModel(ports.details(), ui, InstantSource.system(), ZoneId.systemDefault()),
                        () -> Rail.showOnly(pages, before.orElseGet(settingsPage::get)),
                        this::testConnection));
        callTest = new CallTestViewModel(ports.callTests(), ports.details(), ui);
        callTestPage = new PageSlot<>(pages, () -> new CallTestView(callTest, this::whereToSave, detailsPage::show));
        ToggleButton[] chatButton = new ToggleButton[1];
        contacts = new ContactsViewModel(ports.contacts(), ui, conversation -> {
            chatButton[0].setSelected(true);
            chats.select(conversation);
        });
        contactsPage = new PageSlot<>(pages, () -> new ContactsView(contacts));
        ToggleButton[] toContacts = new ToggleButton[1];
        ToggleButton[] settingsButton = new ToggleButton[1];
        var chatPage = new ChatView(
                chats,
                ui,
                () -> {
                    toContacts[0].setSelected(true);
                    contactsPage.get().focus();
                },
                new CallButtons(callModel, chats.directProperty()),
                banners(() -> settingsButton[0].setSelected(true)));
        var callsPage = new PageSlot<>(pages, () -> new CallsView(pastCalls, new Times(times), chats::faceOf));
        pages.getChildren().add(chatPage);
        chatButton[0] = rail.page(
                MainIds.CHATS, Icon.CHATS, "Chats", chats.unreadProperty(), () -> Rail.showOnly(pages, chatPage));
        rail.page(MainIds.CALLS, Icon.CALLS, "Calls", pastCalls.missedProperty(), callsPage::show);
        contactButton =
                rail.page(MainIds.CONTACTS, Icon.CONTACTS, "Contacts", contacts.incomingProperty(), contactsPage::show);
        toContacts[0] = contactButton;
        settingsButton[0] = rail.lowerPage(MainIds.SETTINGS, Icon.SETTINGS, "Settings", settingsPage::show);
        chatButton[0].setSelected(true);
        readOnly(ports.accounts().state());
        accountNews = ports.accounts().subscribe(state -> ui.execute(() -> readOnly(state)));
        chats.activeProperty().bind(windowShown.and(chatPage.visibleProperty()));
        getChildren().addAll(rail, pages);
    }

    /** What the settings page holds besides the account and the look. */
    private List<Node> sections(MainView.Ports ports, UiExecutor ui) {
        List<Node> sections = new ArrayList<>();
        ManagedView.of(ports.computer().managed()).ifPresent(sections::add);
        sections.add(new CallSettingsView(ports.calls(), ui));
        sections.add(new AutostartView(new AutostartViewModel(ports.autostart(), ui, HomeView::aside)));
        sections.add(new UpdateSettingsView(updates));
        return sections;
    }

    /** Shows a link that was opened, on the page where it can be followed. */
    void opened(Optional<InviteLink> link) {
        contactButton.setSelected(true);
        contactsPage.show();
        // Not in the field: what a person was just typing elsewhere must not send the invite.
        contactsPage.get().requestFocus();
        contacts.opened(link, server);
    }

    /** The disk may be slow: not on the FX thread. */
    private static void aside(Runnable work) {
        Thread.ofVirtual().name("cv-autostart").start(work);
    }

    /** Whether the window can be seen. */
    BooleanProperty windowShownProperty() {
        return windowShown;
    }

    /** Unread messages in all conversations. */
    IntegerProperty unreadProperty() {
        return chats.unreadProperty();
    }

    /** One strip below the header: what is wrong comes before what is new. */
    private VBox banners(Runnable openSettings) {
        var trouble = new BannerView(banner, this::details);
        return new VBox(trouble, new UpdateBannerView(updates, trouble.visibleProperty(), openSettings));
    }

    /** Shows the connection details, and the page of now again when they are left. */
    private void details() {
        before = pages.getChildren().stream()
                .filter(page -> page.isVisible() && !detailsPage.is(page) && !callTestPage.is(page))
                .findFirst()
                .or(() -> before);
        detailsPage.show();
    }

    /** Shows the call test and begins it: one click. */
    private void testConnection() {
        callTestPage.show();
        callTest.start();
    }

    private Optional<Path> whereToSave(String name) {
        var chooser = new FileChooser();
        chooser.setTitle("Save the report");
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()))
                .map(File::toPath);
    }

    /** The windows of calls. */
    CallDesk calls() {
        return callDesk;
    }

    /** The conversation beside a call: a chat of its own, closed with its pane. */
    private static Node beside(MainView.Ports ports, UiExecutor ui, ChatTimes times, ConversationId conversation) {
        var chat = new ChatViewModel(ports.chat(), ui, times);
        chat.select(conversation);
        return new ConversationPane(chat, ui);
    }

    /** The chat's way to write times, for the calls. */
    private record Times(ChatTimes chat) implements CallTimes {
        @Override
        public String inList(long ms) {
            return chat.inList(ms);
        }

        @Override
        public String day(long ms) {
            return chat.day(chat.dayOf(ms));
        }

        @Override
        public String clock(long ms) {
            return chat.clock(ms);
        }
    }

    private void readOnly(AccountState state) {
        chats.readOnlyProperty().set(!(state instanceof AccountState.SignedIn));
    }

    @Override
    public void close() {
        callDesk.close();
        pastCalls.close();
        callModel.close();
        callTest.close();
        accountNews.close();
        banner.close();
        chats.close();
        contacts.close();
        settings.close();
        updates.close();
    }
}

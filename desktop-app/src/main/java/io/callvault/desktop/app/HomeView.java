package io.callvault.desktop.app;

import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.chat.ui.ChatTimes;
import io.callvault.desktop.chat.ui.ChatView;
import io.callvault.desktop.chat.ui.ChatViewModel;
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
import io.callvault.desktop.settings.ui.SettingsView;
import io.callvault.desktop.settings.ui.SettingsViewModel;
import java.time.InstantSource;
import java.time.ZoneId;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

/** The window of somebody who is signed in: the rail, and chats, contacts or settings beside it. */
final class HomeView extends HBox implements AutoCloseable {
    private final ChatViewModel chats;
    private final ContactsViewModel contacts;
    private final SettingsViewModel settings;
    private final BannerViewModel banner;
    private final Subscription accountNews;
    private final DetailsView detailsPage;
    private Node before;
    private final BooleanProperty windowShown = new SimpleBooleanProperty(this, "windowShown");

    HomeView(MainView.Ports ports, AccountState.Me me, UiExecutor ui, Theme theme, ChatTimes times) {
        chats = new ChatViewModel(ports.chat(), ui, times);
        banner = new BannerViewModel(
                new BannerViewModel.Ports(ports.accounts(), ports.link(), ports.network(), ports.notices()), ui);
        settings = new SettingsViewModel(ports.accounts(), ports.link(), ui);
        var rail = new Rail(new Avatar(34, me.user().toString(), me.displayName()));
        var pages = new StackPane();
        HBox.setHgrow(pages, Priority.ALWAYS);
        pages.setMinWidth(0);

        var settingsPage = new SettingsView(settings, theme, () -> details(pages));
        detailsPage = new DetailsView(
                new DetailsViewModel(ports.details(), ui, InstantSource.system(), ZoneId.systemDefault()),
                () -> Rail.showOnly(pages, before));
        before = settingsPage;
        ToggleButton[] chatButton = new ToggleButton[1];
        contacts = new ContactsViewModel(ports.contacts(), ui, conversation -> {
            chatButton[0].setSelected(true);
            chats.select(conversation);
        });
        var contactsPage = new ContactsView(contacts);
        ToggleButton[] contactButton = new ToggleButton[1];
        var chatPage = new ChatView(
                chats,
                ui,
                () -> {
                    contactButton[0].setSelected(true);
                    contactsPage.focus();
                },
                new BannerView(banner, () -> details(pages)));
        pages.getChildren().addAll(chatPage, contactsPage, settingsPage, detailsPage);
        chatButton[0] = rail.page(
                MainIds.CHATS, Icon.CHATS, "Chats", chats.unreadProperty(), () -> Rail.showOnly(pages, chatPage));
        rail.comingPage(MainIds.CALLS, Icon.CALLS, "Calls come later");
        contactButton[0] = rail.page(
                MainIds.CONTACTS,
                Icon.CONTACTS,
                "Contacts",
                contacts.incomingProperty(),
                () -> Rail.showOnly(pages, contactsPage));
        rail.lowerPage(MainIds.SETTINGS, Icon.SETTINGS, "Settings", () -> Rail.showOnly(pages, settingsPage));
        chatButton[0].setSelected(true);
        readOnly(ports.accounts().state());
        accountNews = ports.accounts().subscribe(state -> ui.execute(() -> readOnly(state)));
        chats.activeProperty().bind(windowShown.and(chatPage.visibleProperty()));
        getChildren().addAll(rail, pages);
    }

    /** Whether the window can be seen. */
    BooleanProperty windowShownProperty() {
        return windowShown;
    }

    /** Unread messages in all conversations. */
    IntegerProperty unreadProperty() {
        return chats.unreadProperty();
    }

    /** Shows the connection details, and the page of now again when they are left. */
    private void details(StackPane pages) {
        before = pages.getChildren().stream()
                .filter(page -> page.isVisible() && !page.equals(detailsPage))
                .findFirst()
                .orElse(before);
        Rail.showOnly(pages, detailsPage);
    }

    private void readOnly(AccountState state) {
        chats.readOnlyProperty().set(!(state instanceof AccountState.SignedIn));
    }

    @Override
    public void close() {
        accountNews.close();
        banner.close();
        chats.close();
        contacts.close();
        settings.close();
    }
}

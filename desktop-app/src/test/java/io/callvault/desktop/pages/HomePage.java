package io.callvault.desktop.pages;

import io.callvault.desktop.app.MainIds;
import io.callvault.desktop.settings.ui.SettingsIds;
import javafx.stage.Stage;

/** The frame of somebody who is signed in: leads to the other pages. */
public final class HomePage extends Page {
    public HomePage(Stage stage) {
        super(stage);
        await(MainIds.RAIL);
    }

    public ConversationListPage chats() {
        click(MainIds.CHATS);
        return new ConversationListPage(stage());
    }

    public ContactsPage contacts() {
        click(MainIds.CONTACTS);
        return new ContactsPage(stage());
    }

    /** Opens the settings and signs out. */
    public void signOut() {
        click(MainIds.SETTINGS);
        click(SettingsIds.SIGN_OUT);
    }

    /** @param look "SYSTEM", "LIGHT" or "DARK" */
    public void chooseLook(String look) {
        click(MainIds.SETTINGS);
        click(SettingsIds.look(look));
    }

    /** Opens the connection details by the settings. */
    public DetailsPage details() {
        click(MainIds.SETTINGS);
        click(SettingsIds.DETAILS);
        return new DetailsPage(stage());
    }

    /** Opens the settings and reads the connection's state. */
    public String connection() {
        click(MainIds.SETTINGS);
        await(SettingsIds.CONNECTION);
        return words(SettingsIds.CONNECTION);
    }
}

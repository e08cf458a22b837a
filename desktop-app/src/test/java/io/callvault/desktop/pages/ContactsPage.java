package io.callvault.desktop.pages;

import io.callvault.desktop.contact.ui.ContactIds;
import io.callvault.desktop.fx.FxHarness;
import javafx.stage.Stage;

/** The contacts screen. */
public final class ContactsPage extends Page {
    public ContactsPage(Stage stage) {
        super(stage);
        await(ContactIds.SCREEN);
    }

    /** Asks somebody; the sentence about it is the answer. */
    public String invite(String handle) {
        fill(ContactIds.HANDLE, handle);
        click(ContactIds.INVITE);
        await(ContactIds.RESULT);
        return words(ContactIds.RESULT);
    }

    /** Asks whoever stands in the field. */
    public String inviteWhatIsThere() {
        click(ContactIds.INVITE);
        await(ContactIds.RESULT);
        return words(ContactIds.RESULT);
    }

    /** What a link that was opened asks for; empty if there is none. */
    public String link() {
        return shows(ContactIds.LINK) ? words(ContactIds.LINK) : "";
    }

    /** What stands in the field. */
    public String handle() {
        return words(ContactIds.HANDLE);
    }

    /** Waits for somebody's invite and accepts it. */
    public ContactsPage accept(String handle) {
        click(ContactIds.accept(handle));
        await(ContactIds.chat(handle));
        return this;
    }

    /** Waits for somebody's invite and declines it. */
    public ContactsPage decline(String handle) {
        click(ContactIds.decline(handle));
        return this;
    }

    /** Blocks somebody by the menu of their row, and waits until it is done. */
    public ContactsPage block(String handle) {
        await(ContactIds.contact(handle));
        FxHarness.clickSecondary(stage(), ContactIds.contact(handle));
        FxHarness.chooseFromMenu(ContactIds.block(handle));
        await(ContactIds.unblock(handle));
        return this;
    }

    /** Lifts a block, and waits until it is gone. */
    public ContactsPage unblock(String handle) {
        click(ContactIds.unblock(handle));
        FxHarness.waitFor(handle + " is not blocked", () -> !shows(ContactIds.unblock(handle)));
        return this;
    }

    /** Waits until somebody is no longer in the list. */
    public ContactsPage awaitGone(String handle) {
        FxHarness.waitFor(handle + " is gone from the contacts", () -> !lists(handle));
        return this;
    }

    /** Waits until one may chat with somebody, and opens the chat. */
    public ChatPage chatWith(String handle) {
        click(ContactIds.chat(handle));
        return new ChatPage(stage());
    }

    /** Whether somebody is in the list, whatever their state. */
    public boolean lists(String handle) {
        return shows(ContactIds.contact(handle));
    }
}

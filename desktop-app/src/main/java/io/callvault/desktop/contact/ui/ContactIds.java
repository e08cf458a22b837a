package io.callvault.desktop.contact.ui;

/** Node ids of the contacts screen: a promise to outside test suites (docs/ui-test-ids.md). */
public final class ContactIds {
    public static final String SCREEN = "contacts-screen";
    public static final String HANDLE = "invite-handle";
    public static final String INVITE = "invite-button";
    public static final String LINK = "invite-link";
    public static final String RESULT = "invite-result";
    public static final String LIST = "contact-list";
    public static final String NO_CONTACTS = "no-contacts";

    private ContactIds() {}

    /** The row of a person. */
    public static String contact(String handle) {
        return "contact-" + handle;
    }

    /** Accepts an invite. */
    public static String accept(String handle) {
        return "accept-" + handle;
    }

    /** Declines an invite. */
    public static String decline(String handle) {
        return "decline-" + handle;
    }

    /** Opens the chat with a person. */
    public static String chat(String handle) {
        return "chat-with-" + handle;
    }

    /** Blocks a person, in the menu of their row. */
    public static String block(String handle) {
        return "block-" + handle;
    }

    /** Lifts a block. */
    public static String unblock(String handle) {
        return "unblock-" + handle;
    }
}

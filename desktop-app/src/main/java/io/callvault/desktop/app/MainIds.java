package io.callvault.desktop.app;

/** Node ids of the window's frame: a promise to outside test suites (docs/ui-test-ids.md). */
public final class MainIds {
    public static final String RAIL = "rail";
    public static final String CHATS = "nav-chats";
    public static final String CALLS = "nav-calls";
    public static final String CONTACTS = "nav-contacts";
    public static final String SETTINGS = "nav-settings";
    public static final String ME = "own-avatar";

    private MainIds() {}
}

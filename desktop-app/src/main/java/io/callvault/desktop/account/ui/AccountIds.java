package io.callvault.desktop.account.ui;

/** Node ids of the account screens: a promise to outside test suites (docs/ui-test-ids.md). */
public final class AccountIds {
    public static final String WELCOME = "welcome-screen";
    public static final String TAB_SIGN_UP = "tab-sign-up";
    public static final String TAB_SIGN_IN = "tab-sign-in";
    public static final String DISPLAY_NAME = "sign-up-name";
    public static final String HANDLE = "sign-up-handle";
    public static final String SERVER = "server-address";
    public static final String SERVER_NOTE = "server-note";
    public static final String RECOVERY_KEY_INPUT = "recovery-key-input";
    public static final String SUBMIT = "welcome-submit";
    public static final String WAITING_LINK = "waiting-link";
    public static final String PROBLEM = "welcome-problem";
    public static final String RECOVERY = "recovery-screen";
    public static final String RECOVERY_KEY = "recovery-key";
    public static final String COPY_KEY = "recovery-key-copy";
    public static final String KEY_SAVED = "recovery-key-saved";
    public static final String SIGNED_OUT = "signed-out-screen";
    public static final String SIGN_IN_AGAIN = "sign-in-again";

    private AccountIds() {}
}

package io.callvault.desktop.settings.ui;

import java.util.Locale;

/** Node ids of the settings screen: a promise to outside test suites (docs/ui-test-ids.md). */
public final class SettingsIds {
    public static final String SCREEN = "settings-screen";
    public static final String NAME = "profile-name";
    public static final String HANDLE = "profile-handle";
    public static final String CONNECTION = "connection-state";
    public static final String CONNECT = "connect-now";
    public static final String DETAILS = "connection-details";
    public static final String SHOW_KEY = "show-recovery-key";
    public static final String KEY = "settings-recovery-key";
    public static final String COPY_KEY = "settings-recovery-key-copy";
    public static final String AUTOSTART = "autostart";
    public static final String AUTOSTART_PROBLEM = "autostart-problem";
    public static final String SIGN_OUT = "sign-out";
    public static final String PROBLEM = "settings-problem";
    public static final String MANAGED = "managed-settings";
    public static final String MANAGED_PROBLEM = "managed-problem";

    private SettingsIds() {}

    /**
     * What an organisation decided.
     *
     * @param key as it stands in the file
     */
    public static String managed(String key) {
        return "managed-" + key;
    }

    /** @param choice "SYSTEM", "LIGHT" or "DARK" */
    public static String look(String choice) {
        return "theme-" + choice.toLowerCase(Locale.ROOT);
    }
}

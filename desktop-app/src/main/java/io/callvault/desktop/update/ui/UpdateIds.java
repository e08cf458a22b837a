package io.callvault.desktop.update.ui;

import io.callvault.model.update.Channel;
import java.util.Locale;

/** Node ids of updates: a promise to outside test suites (docs/ui-test-ids.md). */
public final class UpdateIds {
    public static final String BANNER = "update-banner";
    public static final String BANNER_DETAIL = "update-banner-detail";
    public static final String BANNER_ACTION = "update-banner-action";
    public static final String BANNER_MORE = "update-banner-details";
    public static final String SECTION = "update-settings";
    public static final String VERSION = "update-version";
    public static final String STATUS = "update-status";
    public static final String ON = "update-on";
    public static final String LOCKED = "update-locked";
    public static final String CHECK = "update-check";
    public static final String INSTALL = "update-install";
    public static final String NOTES = "update-notes";
    public static final String COMMAND = "update-command";
    public static final String COPY_COMMAND = "update-command-copy";

    private UpdateIds() {}

    public static String channel(Channel channel) {
        return "update-channel-" + channel.name().toLowerCase(Locale.ROOT);
    }
}

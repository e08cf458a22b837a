/**
 * The settings screen: profile, recovery key, look, connection, sign out. Runs on the FX thread; uses the account and the link by their
 * ports. Node ids stand in {@link io.callvault.desktop.settings.ui.SettingsIds}. Put together by the composition root alone.
 */
@NullMarked
package io.callvault.desktop.settings.ui;

import org.jspecify.annotations.NullMarked;

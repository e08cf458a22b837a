package io.callvault.desktop.pages;

import atlantafx.base.controls.ToggleSwitch;
import io.callvault.desktop.app.MainIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.settings.ui.SettingsIds;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

/** The settings, opened by the rail. */
public final class SettingsPage extends Page {
    public SettingsPage(Stage stage) {
        super(stage);
        click(MainIds.SETTINGS);
        await(SettingsIds.SCREEN);
    }

    /** Clicks "Start Call Vault when I sign in". */
    public SettingsPage clickAutostart() {
        await(SettingsIds.AUTOSTART);
        FxHarness.click(stage(), SettingsIds.AUTOSTART, ".thumb-area");
        return this;
    }

    /** The same with the keyboard. */
    public SettingsPage pressSpaceAtAutostart() {
        FxHarness.press(stage(), SettingsIds.AUTOSTART, KeyCode.SPACE);
        return this;
    }

    /** Waits until the switch stands like that. */
    public SettingsPage awaitAutostart(boolean on) {
        FxHarness.waitFor("the start at sign-in is " + (on ? "on" : "off"), () -> toggle().isSelected() == on);
        return this;
    }

    public boolean autostartCanBeSwitched() {
        return !FxHarness.get(() -> toggle().isDisabled());
    }

    /** Waits for the sentence about why it cannot be switched, or was not. */
    public String autostartProblem() {
        await(SettingsIds.AUTOSTART_PROBLEM);
        return words(SettingsIds.AUTOSTART_PROBLEM);
    }

    private ToggleSwitch toggle() {
        return (ToggleSwitch) FxHarness.node(stage(), SettingsIds.AUTOSTART);
    }
}

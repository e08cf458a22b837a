package io.callvault.desktop.settings.ui;

import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.settings.Managed;
import io.callvault.desktop.settings.ManagedSettings;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What an organisation decided for this computer, to be read and not to be changed. FX thread. */
public final class ManagedView extends VBox {

    private ManagedView(Managed managed) {
        super(10);
        setId(SettingsIds.MANAGED);
        getStyleClass().add("panel");
        var title = new Label("Set by your organisation");
        title.getStyleClass().add("section");
        getChildren().add(title);
        ManagedSettings settings = managed.settings();
        line("server", "Server for new accounts", settings.server().map(String::valueOf));
        line("updates", "Updates", settings.updates().map(ManagedView::words));
        line("channel", "Versions", settings.channel().map(channel -> switch (channel) {
            case STABLE -> "Finished versions";
            case BETA -> "Test versions too";
        }));
        managed.problems().forEach(sentence -> getChildren().add(wrapped(sentence)));
    }

    /** The section; empty if nobody manages this computer. */
    public static Optional<Node> of(Managed managed) {
        return managed.equals(Managed.NOTHING) ? Optional.empty() : Optional.of(new ManagedView(managed));
    }

    private static String words(ManagedSettings.Updates updates) {
        return switch (updates) {
            case OFF -> "Not through the app";
            case NOTIFY -> "Announced here, installed by your organisation";
            case AUTOMATIC -> "Always fetched";
        };
    }

    private void line(String key, String words, Optional<String> value) {
        if (value.isEmpty()) {
            return;
        }
        var name = new Label(words, Icon.LOCK.node("menu-icon"));
        name.getStyleClass().add("setting-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        var what = new Label(value.get());
        what.setId(SettingsIds.managed(key));
        what.getStyleClass().add("muted");
        var line = new HBox(12, name, what);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(line);
    }

    private static Label wrapped(String sentence) {
        var label = new Label(sentence);
        label.setId(SettingsIds.MANAGED_PROBLEM);
        label.getStyleClass().add("problem");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}

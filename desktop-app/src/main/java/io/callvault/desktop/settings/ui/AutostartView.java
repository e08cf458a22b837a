package io.callvault.desktop.settings.ui;

import atlantafx.base.controls.ToggleSwitch;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The section "Start" of the settings. FX thread. */
public final class AutostartView extends VBox {
    public AutostartView(AutostartViewModel model) {
        super(10);
        getStyleClass().add("panel");
        var title = new Label("Start");
        title.getStyleClass().add("section");
        var name = new Label("Start Call Vault when I sign in");
        name.getStyleClass().add("setting-name");
        var hint = new Label("Its window is minimised then, and messages and calls reach you.");
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        var words = new VBox(2, name, hint);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(16, words, toggle(model));
        line.setAlignment(Pos.CENTER_LEFT);
        var problem = new Label();
        problem.setId(SettingsIds.AUTOSTART_PROBLEM);
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().addAll(title, line, problem);
    }

    private static ToggleSwitch toggle(AutostartViewModel model) {
        var toggle = new ToggleSwitch();
        toggle.setId(SettingsIds.AUTOSTART);
        toggle.setAccessibleText("Start Call Vault when I sign in");
        toggle.setMinWidth(USE_PREF_SIZE);
        toggle.setFocusTraversable(true);
        toggle.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE) {
                toggle.setSelected(!toggle.isSelected());
                event.consume();
            }
        });
        toggle.setSelected(model.onProperty().get());
        toggle.disableProperty().bind(model.availableProperty().not());
        toggle.selectedProperty().addListener((source, before, now) -> {
            if (model.busyProperty().get() || now != model.onProperty().get()) {
                model.set(now);
            }
        });
        // Back again, when the system did not take it.
        model.busyProperty().addListener((source, before, now) -> {
            if (!now) {
                toggle.setSelected(model.onProperty().get());
            }
        });
        return toggle;
    }
}

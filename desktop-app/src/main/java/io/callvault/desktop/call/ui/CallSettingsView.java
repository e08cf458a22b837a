package io.callvault.desktop.call.ui;

import atlantafx.base.controls.ToggleSwitch;
import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallSettings;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The section "Calls" of the settings. What is changed counts at once, in a running call, too. FX thread. */
public final class CallSettingsView extends VBox {
    /** Another settings record with one thing changed. */
    @FunctionalInterface
    private interface Change {
        CallSettings apply(CallSettings now, boolean on);
    }

    private final CallService calls;
    private final Label why = new Label();
    private final VBox body;

    public CallSettingsView(CallService calls, UiExecutor ui) {
        super(14);
        this.calls = calls;
        setId(CallIds.SETTINGS);
        getStyleClass().add("panel");
        var title = new Label("Calls");
        title.getStyleClass().add("section");
        getChildren().add(title);
        why.setId(CallIds.SETTINGS_UNAVAILABLE);
        why.getStyleClass().add("problem");
        why.setWrapText(true);
        why.managedProperty().bind(why.visibleProperty());
        var devices = new DeviceChoices(calls, ui, CallIds::setting);
        devices.setOnLooked(this::look);
        body = new VBox(
                14,
                devices,
                processing(),
                row(
                        "relay",
                        "Hide my address",
                        "Calls go through a relay, so that the other side never learns where you are. They may sound a little later.",
                        CallSettings::alwaysRelay,
                        (now, on) -> with(now, on, now.lowData(), now.processing(), now.ringSound(), now.survey())),
                row(
                        "low-data",
                        "Use less data",
                        "Smaller pictures and thinner sound.",
                        CallSettings::lowData,
                        (now, on) -> with(now, now.alwaysRelay(), on, now.processing(), now.ringSound(), now.survey())),
                row(
                        "ring",
                        "Ring aloud",
                        "Incoming calls are heard, not only shown.",
                        CallSettings::ringSound,
                        (now, on) -> with(now, now.alwaysRelay(), now.lowData(), now.processing(), on, now.survey())),
                row(
                        "survey",
                        "Ask how it was",
                        "After a call, one tap of one to five stars. The answer stays on this device.",
                        CallSettings::survey,
                        (now, on) ->
                                with(now, now.alwaysRelay(), now.lowData(), now.processing(), now.ringSound(), on)));
        getChildren().addAll(why, body);
        look();
    }

    /** Disabled, with the reason, where there can be no calls. */
    private void look() {
        String sentence =
                calls.availability() instanceof CallEngine.Availability.Unavailable(String reason) ? reason : "";
        why.setText(sentence);
        why.setVisible(!sentence.isEmpty());
        body.setDisable(!sentence.isEmpty());
    }

    private VBox processing() {
        return new VBox(
                14,
                row(
                        "echo",
                        "Cancel echo",
                        "What comes out of your loudspeaker is not sent back.",
                        now -> now.processing().echoCancellation(),
                        (now, on) -> treated(
                                now,
                                new Bounds.Processing(
                                        on,
                                        now.processing().noiseSuppression(),
                                        now.processing().gainControl(),
                                        now.processing().highPass()))),
                row(
                        "noise",
                        "Suppress noise",
                        "Fans and keyboards become quieter.",
                        now -> now.processing().noiseSuppression(),
                        (now, on) -> treated(
                                now,
                                new Bounds.Processing(
                                        now.processing().echoCancellation(),
                                        on,
                                        now.processing().gainControl(),
                                        now.processing().highPass()))),
                row(
                        "gain",
                        "Adjust my volume",
                        "A quiet voice is sent louder.",
                        now -> now.processing().gainControl(),
                        (now, on) -> treated(
                                now,
                                new Bounds.Processing(
                                        now.processing().echoCancellation(),
                                        now.processing().noiseSuppression(),
                                        on,
                                        now.processing().highPass()))));
    }

    private HBox row(String id, String title, String words, Predicate<CallSettings> read, Change change) {
        var name = new Label(title);
        name.getStyleClass().add("setting-name");
        var hint = new Label(words);
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        var both = new VBox(2, name, hint);
        HBox.setHgrow(both, Priority.ALWAYS);
        both.setMinWidth(0);
        var toggle = new ToggleSwitch();
        toggle.setId(CallIds.setting(id));
        toggle.setAccessibleText(title);
        toggle.setMinWidth(USE_PREF_SIZE);
        toggle.setFocusTraversable(true);
        toggle.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE) {
                toggle.setSelected(!toggle.isSelected());
                event.consume();
            }
        });
        toggle.setSelected(read.test(calls.settings()));
        toggle.selectedProperty()
                .addListener((source, before, now) -> calls.settings(change.apply(calls.settings(), now)));
        var line = new HBox(16, both, toggle);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static CallSettings treated(CallSettings now, Bounds.Processing processing) {
        return with(now, now.alwaysRelay(), now.lowData(), processing, now.ringSound(), now.survey());
    }

    private static CallSettings with(
            CallSettings now,
            boolean alwaysRelay,
            boolean lowData,
            Bounds.Processing processing,
            boolean ringSound,
            boolean survey) {
        return new CallSettings(
                now.microphone(), now.speaker(), now.camera(), alwaysRelay, lowData, processing, ringSound, survey);
    }
}

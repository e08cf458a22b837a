package io.callvault.desktop.call.ui;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallSettings;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.fx.WhileSeen;
import io.callvault.rtc.Devices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * Which microphone, loudspeaker and camera are used: in the settings and in a running call, where a choice counts at once. Looks anew when
 * something is plugged in or out, as long as it can be seen. FX thread.
 */
public final class DeviceChoices extends VBox {
    private static final Devices.Device DEFAULT = new Devices.Device("", "System default");
    private static final String SYSTEM_CHOOSES =
            "This system decides which devices apps use: choose them in its sound settings.";

    private final CallService calls;
    private final UiExecutor ui;
    private final ComboBox<Devices.Device> microphone;
    private final ComboBox<Devices.Device> speaker;
    private final ComboBox<Devices.Device> camera;
    private final Label note = new Label();
    private @Nullable AutoCloseable watch;
    private boolean filling;
    private Runnable onLooked = () -> {};

    /** @param ids the node's id for "microphone", "speaker", "camera" */
    public DeviceChoices(CallService calls, UiExecutor ui, UnaryOperator<String> ids) {
        super(12);
        this.calls = calls;
        this.ui = ui;
        microphone = choice(ids.apply("microphone"), "Microphone");
        speaker = choice(ids.apply("speaker"), "Loudspeaker");
        camera = choice(ids.apply("camera"), "Camera");
        microphone.valueProperty().addListener((source, before, now) -> chosen());
        speaker.valueProperty().addListener((source, before, now) -> chosen());
        camera.valueProperty().addListener((source, before, now) -> chosen());
        note.getStyleClass().add("muted");
        note.setWrapText(true);
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        getChildren()
                .addAll(part("Microphone", microphone), part("Loudspeaker", speaker), part("Camera", camera), note);
        // Not before: the first look loads the engine.
        WhileSeen.of(this, this::watch);
    }

    /** Runs whenever the devices were looked up: only then it is known for sure whether calls work. */
    void setOnLooked(Runnable action) {
        onLooked = action;
    }

    private void watch(boolean shown) {
        AutoCloseable running = watch;
        if (shown && running == null) {
            watch = calls.devices().subscribe(() -> ui.execute(this::look));
            look();
        } else if (!shown && running != null) {
            watch = null;
            CallModel.end(running);
        }
    }

    private void look() {
        CompletionStage<Devices.Found> looking = calls.devices().find();
        looking.whenComplete((found, failure) -> ui.execute(() -> {
            onLooked.run();
            if (found != null) {
                show(found);
            } else {
                note.setText("The devices of this computer cannot be listed right now.");
            }
        }));
    }

    private void show(Devices.Found found) {
        CallSettings now = calls.settings();
        filling = true;
        fill(microphone, found.microphones(), now.microphone());
        fill(speaker, found.speakers(), now.speaker());
        fill(camera, found.cameras(), now.camera());
        filling = false;
        microphone.setDisable(!found.canChoose() || found.microphones().isEmpty());
        speaker.setDisable(!found.canChoose() || found.speakers().isEmpty());
        camera.setDisable(found.cameras().isEmpty());
        String why = found.why();
        note.setText(!why.isEmpty() ? why : found.canChoose() ? "" : SYSTEM_CHOOSES);
    }

    /** A device that was chosen and is not there now stays chosen: it may be plugged in again. */
    private static void fill(ComboBox<Devices.Device> box, List<Devices.Device> found, String chosen) {
        var items = new ArrayList<Devices.Device>();
        items.add(found.isEmpty() ? new Devices.Device("", "None found") : DEFAULT);
        items.addAll(found);
        Devices.Device now = items.stream()
                .filter(device -> device.id().equals(chosen))
                .findFirst()
                .orElseGet(() -> new Devices.Device(chosen, "Not connected now"));
        if (!items.contains(now)) {
            items.add(now);
        }
        box.getItems().setAll(items);
        box.setValue(now);
    }

    private void chosen() {
        if (!filling) {
            CallSettings now = calls.settings();
            calls.settings(new CallSettings(
                    id(microphone),
                    id(speaker),
                    id(camera),
                    now.alwaysRelay(),
                    now.lowData(),
                    now.processing(),
                    now.ringSound(),
                    now.survey()));
        }
    }

    private static String id(ComboBox<Devices.Device> box) {
        Devices.Device value = box.getValue();
        return value == null ? "" : value.id();
    }

    private static ComboBox<Devices.Device> choice(String id, String words) {
        var box = new ComboBox<Devices.Device>();
        box.setId(id);
        box.setAccessibleText(words);
        box.getStyleClass().add("device-box");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new NamesOf(Devices.Device::name));
        return box;
    }

    private static VBox part(String words, ComboBox<Devices.Device> box) {
        var label = new Label(words);
        label.getStyleClass().add("field-label");
        label.setLabelFor(box);
        return new VBox(5, label, box);
    }

    private static final class NamesOf extends StringConverter<Devices.Device> {
        private final Function<Devices.Device, String> name;

        NamesOf(Function<Devices.Device, String> name) {
            this.name = name;
        }

        @Override
        public String toString(Devices.@Nullable Device device) {
            return device == null ? "" : name.apply(device);
        }

        @Override
        public Devices.@Nullable Device fromString(String words) {
            return null;
        }
    }
}

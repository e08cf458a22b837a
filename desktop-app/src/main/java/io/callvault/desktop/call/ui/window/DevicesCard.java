package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.call.ui.CallModel;
import io.callvault.desktop.call.ui.DeviceChoices;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.model.id.CallId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import org.jspecify.annotations.Nullable;

/** Microphone with a live meter, loudspeaker with its volume, camera: changed while the call runs. */
final class DevicesCard extends Card {
    private static final double WIDTH = 320;
    /** What counts as silence on the meter; the range of PeerListener.level begins at −100. */
    private static final double QUIET_DBFS = -60;

    private final CallService calls;
    private final CallId call;
    private final UiExecutor ui;
    private final ProgressBar level = new ProgressBar(0);
    private final AtomicReference<Double> loudness = new AtomicReference<>(0.0);
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable AutoCloseable hearing;

    DevicesCard(CallService calls, CallId call, UiExecutor ui, Slider volume) {
        super(CallIds.DEVICES_MENU, "Sound and camera", WIDTH);
        this.calls = calls;
        this.call = call;
        this.ui = ui;
        level.setId(CallIds.LEVEL);
        level.getStyleClass().add("level-meter");
        level.setAccessibleText("Loudness of your microphone");
        level.setMaxWidth(Double.MAX_VALUE);
        volume.setId(CallIds.VOLUME);
        volume.setAccessibleText("Volume");
        volume.getStyleClass().add("volume");
        getChildren()
                .addAll(
                        part("What your microphone hears", level),
                        new DeviceChoices(calls, ui, CallIds::choice),
                        part("Volume", volume));
        sceneProperty().addListener((source, before, now) -> listen(now != null));
    }

    private void listen(boolean shown) {
        AutoCloseable running = hearing;
        if (shown && running == null) {
            hearing = calls.hearLevel(call, this::heard);
        } else if (!shown && running != null) {
            hearing = null;
            CallModel.end(running);
        }
    }

    /** On the engine's thread, ten times a second. */
    private void heard(double dbfs) {
        loudness.set(Math.clamp(1 - dbfs / QUIET_DBFS, 0, 1));
        if (asked.compareAndSet(false, true)) {
            ui.beforeFrame(() -> {
                asked.set(false);
                level.setProgress(loudness.get());
            });
        }
    }
}

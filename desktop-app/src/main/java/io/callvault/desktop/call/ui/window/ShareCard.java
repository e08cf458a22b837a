package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.rtc.Devices;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Which screen or window the other side is to see. */
final class ShareCard extends Card {
    private static final double WIDTH = 320;

    private final VBox sources = new VBox(4);

    ShareCard(CallService calls, UiExecutor ui, Consumer<String> chosen) {
        super(CallIds.SHARE_MENU, "Share a screen", WIDTH);
        say("Looking for screens…");
        getChildren().add(sources);
        CompletionStage<Devices.Found> looking = calls.devices().find();
        looking.whenComplete(
                (found, failure) -> ui.execute(() -> show(found == null ? List.of() : found.screens(), chosen)));
    }

    private void show(List<Devices.Device> screens, Consumer<String> chosen) {
        if (screens.isEmpty()) {
            say("No screen can be shared here. On Linux this needs an X11 session.");
            return;
        }
        sources.getChildren().clear();
        for (int i = 0; i < screens.size(); i++) {
            Devices.Device screen = screens.get(i);
            var button = new Button(screen.name(), Icon.SHARE.node());
            button.setId(CallIds.screen(i + 1));
            button.getStyleClass().setAll("button", "card-row");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(event -> chosen.accept(screen.id()));
            sources.getChildren().add(button);
        }
    }

    private void say(String sentence) {
        var words = new Label(sentence);
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        sources.getChildren().setAll(words);
    }
}

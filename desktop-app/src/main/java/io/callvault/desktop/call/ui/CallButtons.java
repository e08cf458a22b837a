package io.callvault.desktop.call.ui;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import io.callvault.model.id.ConversationId;
import io.callvault.rtc.CallEngine;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** The two buttons that call, for the header of a conversation; where they are of no use, their tooltip says why. FX thread. */
public final class CallButtons extends HBox {
    private final CallModel model;
    private final ObservableValue<Optional<ConversationId>> open;
    private final IconButton sound = new IconButton(Icon.CALLS, "Call");
    private final IconButton video = new IconButton(Icon.VIDEO, "Video call");
    private final Tooltip reason = new Tooltip();
    private final StackPane shell;

    /** @param open the conversation in view, if it is one of two people */
    public CallButtons(CallModel model, ObservableValue<Optional<ConversationId>> open) {
        super(4);
        this.model = model;
        this.open = open;
        setAlignment(Pos.CENTER);
        sound.setId(CallIds.CALL);
        video.setId(CallIds.VIDEO_CALL);
        sound.setOnAction(event -> call(false));
        video.setOnAction(event -> call(true));
        var both = new HBox(4, sound, video);
        both.setAlignment(Pos.CENTER);
        // A disabled node shows no tooltip of its own.
        shell = new StackPane(both);
        setMinWidth(USE_PREF_SIZE);
        getChildren().add(shell);
        open.addListener((source, before, now) -> look());
        model.currentProperty().addListener((source, before, now) -> look());
        look();
    }

    private void call(boolean withVideo) {
        look();
        if (!sound.isDisabled()) {
            open.getValue().ifPresent(conversation -> model.calls().call(conversation, withVideo));
        }
    }

    /** Whether calls work may change while the app runs: looked at whenever something else changes, too. */
    private void look() {
        String why = why();
        sound.setDisable(!why.isEmpty());
        video.setDisable(!why.isEmpty());
        reason.setText(why);
        if (why.isEmpty()) {
            Tooltip.uninstall(shell, reason);
        } else {
            Tooltip.install(shell, reason);
        }
        shell.setAccessibleText(why.isEmpty() ? null : why);
    }

    private String why() {
        CallService calls = model.calls();
        if (calls.availability() instanceof CallEngine.Availability.Unavailable(String sentence)) {
            return sentence;
        }
        if (open.getValue().isEmpty()) {
            return "Only conversations of two can be called.";
        }
        boolean busy = model.currentProperty()
                .get()
                .filter(call -> call.phase() != CallView.Phase.ENDED)
                .isPresent();
        return busy ? "You are in a call already." : "";
    }
}

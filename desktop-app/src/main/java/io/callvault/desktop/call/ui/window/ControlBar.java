package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallView;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.fx.Icon;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;

/** The row of round buttons at the bottom of a call. */
final class ControlBar extends HBox {
    private static final double NARROW = 600;

    /** What the buttons do. */
    interface Actions {
        void mute(boolean muted);

        void camera(boolean on);

        /** Opens the list of screens, or ends sharing. */
        void share();

        void devices();

        void chat();

        void hangUp();
    }

    private final RoundButton microphone =
            new RoundButton(CallIds.MICROPHONE, Icon.MICROPHONE, "Mute", "Turn the microphone off (M)", "");
    private final RoundButton camera =
            new RoundButton(CallIds.CAMERA, Icon.VIDEO, "Camera", "Turn the camera on (V)", "");
    private final RoundButton share = new RoundButton(CallIds.SHARE, Icon.SHARE, "Share", "Share a screen", "");
    private final RoundButton devices =
            new RoundButton(CallIds.DEVICES, Icon.DEVICES, "Devices", "Microphone, loudspeaker, camera, volume", "");
    private final RoundButton chat = new RoundButton(CallIds.CHAT, Icon.CHATS, "Chat", "Chat beside the call (C)", "");
    private final RoundButton hangUp = new RoundButton(CallIds.HANG_UP, Icon.HANG_UP, "End", "Hang up", "call-end");
    private final List<RoundButton> all = List.of(microphone, camera, share, devices, chat, hangUp);
    private CallView.Side own = new CallView.Side(true, false, false);
    private boolean small;

    ControlBar(Actions actions) {
        super(16);
        getStyleClass().add("control-bar");
        setAlignment(Pos.CENTER);
        microphone.setOnAction(() -> actions.mute(own.microphone()));
        camera.setOnAction(() -> actions.camera(!own.camera()));
        share.setOnAction(actions::share);
        devices.setOnAction(actions::devices);
        chat.setOnAction(actions::chat);
        hangUp.setOnAction(actions::hangUp);
        getChildren().addAll(all);
        widthProperty().addListener((source, before, now) -> fit());
    }

    void show(CallView call) {
        own = call.own();
        microphone.setOff(!own.microphone());
        microphone.say(
                own.microphone() ? Icon.MICROPHONE : Icon.MICROPHONE_OFF,
                own.microphone() ? "Mute" : "Unmute",
                own.microphone() ? "Turn the microphone off (M)" : "Turn the microphone on (M)");
        camera.setOff(!own.camera());
        camera.say(
                own.camera() ? Icon.VIDEO : Icon.VIDEO_OFF,
                "Camera",
                own.camera() ? "Turn the camera off (V)" : "Turn the camera on (V)");
        share.setOn(own.sharing());
        share.say(
                own.sharing() ? Icon.SHARE_OFF : Icon.SHARE,
                own.sharing() ? "Stop" : "Share",
                own.sharing() ? "Stop sharing the screen" : "Share a screen");
        share.button().setDisable(call.phase() != CallView.Phase.CONNECTED && !own.sharing());
        boolean waiting =
                !call.incoming() && (call.phase() == CallView.Phase.CALLING || call.phase() == CallView.Phase.RINGING);
        hangUp.say(Icon.HANG_UP, waiting ? "Cancel" : "End", waiting ? "Cancel the call" : "Hang up");
    }

    void markDevices(boolean open) {
        devices.setOn(open);
    }

    void markChat(boolean open) {
        chat.setOn(open);
    }

    /** In a small window only the microphone and hanging up are left. */
    void setSmall(boolean small) {
        this.small = small;
        fit();
    }

    private void fit() {
        boolean words = !small && getWidth() >= NARROW;
        setSpacing(small ? 12 : words ? 20 : 12);
        for (RoundButton button : all) {
            button.setWordShown(words);
            boolean there = !small || button.equals(microphone) || button.equals(hangUp);
            button.setVisible(there);
            button.setManaged(there);
        }
    }
}

package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallView;
import io.callvault.desktop.fx.WindowIcon;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The small window of a call that rings: in front of everything, whether the main window can be seen or not. */
final class IncomingStage {
    private static final double WIDTH = 340;
    private static final double HEIGHT = 376;
    private static final double HEIGHT_WITH_ANSWERS = 530;

    private final Stage stage = new Stage();
    private final IncomingView view;

    /** @param declined runs when the window is closed by its frame: that declines */
    IncomingStage(WindowPorts ports, CallView call, Runnable declined) {
        view = new IncomingView(
                ports.calls(),
                call,
                () -> stage.setHeight(stage.getHeight() - stage.getScene().getHeight() + HEIGHT_WITH_ANSWERS));
        var scene = new Scene(view, WIDTH, HEIGHT);
        ports.theme().install(scene);
        stage.setScene(scene);
        stage.setTitle("Call from " + call.person());
        stage.setResizable(false);
        stage.setAlwaysOnTop(true);
        stage.getIcons().setAll(WindowIcon.sizes());
        stage.setOnCloseRequest(event -> declined.run());
    }

    void open() {
        stage.show();
        stage.toFront();
        view.requestFocus();
    }

    Stage stage() {
        return stage;
    }

    void close() {
        view.stop();
        stage.close();
    }
}

package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallView;
import io.callvault.desktop.fx.WindowIcon;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/** The window of one call: full screen, small and on top, or as large as the person made it. */
final class CallStage implements CallFrame {
    private static final double WIDTH = 960;
    private static final double HEIGHT = 640;
    private static final double LEAST_WIDTH = 420;
    private static final double LEAST_HEIGHT = 440;
    private static final double SMALL_WIDTH = 320;
    private static final double SMALL_HEIGHT = 230;

    private final Stage stage = new Stage();
    private final CallScreen screen;
    private final Runnable closed;
    private boolean small;
    private double widthBefore;
    private double heightBefore;

    /** @param closed runs once the window is gone */
    CallStage(WindowPorts ports, CallView first, Runnable closed) {
        this.closed = closed;
        screen = new CallScreen(ports, first, this);
        var scene = new Scene(screen, WIDTH, HEIGHT);
        ports.theme().install(scene);
        stage.setScene(scene);
        stage.setTitle("Call with " + first.person());
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.getIcons().setAll(WindowIcon.sizes());
        stage.setFullScreenExitHint("");
        // Escape asks before it does anything else; the screen knows the order.
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setOnCloseRequest(event -> {
            event.consume();
            screen.askToHangUp();
        });
        stage.setOnHidden(event -> {
            screen.close();
            this.closed.run();
        });
        stage.fullScreenProperty().addListener((source, before, now) -> screen.windowChanged());
    }

    void open() {
        stage.show();
        stage.toFront();
    }

    void show(CallView now) {
        screen.show(now);
    }

    Stage stage() {
        return stage;
    }

    @Override
    public boolean isFullScreen() {
        return stage.isFullScreen();
    }

    @Override
    public void setFullScreen(boolean full) {
        if (full && small) {
            setSmall(false);
        }
        stage.setFullScreen(full);
    }

    @Override
    public boolean isSmall() {
        return small;
    }

    @Override
    public void setSmall(boolean now) {
        if (now == small) {
            return;
        }
        stage.setFullScreen(false);
        small = now;
        stage.setAlwaysOnTop(now);
        if (now) {
            widthBefore = stage.getWidth();
            heightBefore = stage.getHeight();
            stage.setMinWidth(SMALL_WIDTH / 2);
            stage.setMinHeight(SMALL_HEIGHT / 2);
            stage.setWidth(SMALL_WIDTH);
            stage.setHeight(SMALL_HEIGHT);
        } else {
            stage.setMinWidth(LEAST_WIDTH);
            stage.setMinHeight(LEAST_HEIGHT);
            stage.setWidth(widthBefore);
            stage.setHeight(heightBefore);
        }
        screen.windowChanged();
    }

    @Override
    public void close() {
        stage.close();
    }
}

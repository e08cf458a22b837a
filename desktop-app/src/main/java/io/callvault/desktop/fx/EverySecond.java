package io.callvault.desktop.fx;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.stage.Window;
import javafx.util.Duration;

/** Does something once a second, but only while a node can be seen: hidden pages cost nothing. FX thread. */
public final class EverySecond {
    private EverySecond() {}

    /** Runs the action when the node comes into view, and every second from then on until it leaves. */
    public static void whileShown(Node node, Runnable action) {
        var clock = new Timeline(new KeyFrame(Duration.seconds(1), event -> action.run()));
        clock.setCycleCount(Animation.INDEFINITE);
        seen(node).addListener((source, before, now) -> {
            if (now) {
                action.run();
                clock.playFromStart();
            } else {
                clock.stop();
            }
        });
        if (seen(node).getValue()) {
            clock.play();
        }
    }

    private static ObservableValue<Boolean> seen(Node node) {
        ObservableValue<Boolean> inWindow = node.sceneProperty()
                .flatMap(scene -> scene.windowProperty())
                .flatMap(Window::showingProperty)
                .orElse(false);
        return inWindow.flatMap(showing -> node.visibleProperty().map(visible -> visible && showing));
    }
}

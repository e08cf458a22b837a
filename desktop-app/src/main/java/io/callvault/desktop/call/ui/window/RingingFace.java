package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.fx.Avatar;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.animation.ParallelTransition;
import javafx.animation.ScaleTransition;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** A large avatar with rings that spread from it while a call rings. */
final class RingingFace extends StackPane {
    private static final double SECONDS = 2.4;

    private final Avatar face;
    private final double size;
    private final Animation[] waves;

    RingingFace(double size) {
        this.size = size;
        face = new Avatar(size);
        setMinSize(size, size);
        setMaxSize(size, size);
        waves = new Animation[] {wave(0), wave(SECONDS / 2)};
        getChildren().add(face);
    }

    void show(String id, String name) {
        face.show(id, name);
    }

    /** Starts or ends the rings. */
    void ring(boolean ringing) {
        for (Animation wave : waves) {
            if (ringing) {
                wave.play();
            } else {
                wave.stop();
            }
        }
        getChildren().stream().filter(node -> !node.equals(face)).forEach(node -> node.setVisible(ringing));
    }

    private Animation wave(double delay) {
        var ring = new Region();
        ring.getStyleClass().add("ring-wave");
        ring.setMinSize(size, size);
        ring.setMaxSize(size, size);
        ring.setMouseTransparent(true);
        ring.setOpacity(0);
        ring.setVisible(false);
        getChildren().add(ring);
        var grow = new ScaleTransition(Duration.seconds(SECONDS), ring);
        grow.setFromX(1);
        grow.setFromY(1);
        grow.setToX(1.55);
        grow.setToY(1.55);
        grow.setInterpolator(Interpolator.EASE_OUT);
        var fade = new FadeTransition(Duration.seconds(SECONDS), ring);
        fade.setFromValue(0.5);
        fade.setToValue(0);
        var both = new ParallelTransition(grow, fade);
        both.setDelay(Duration.seconds(delay));
        both.setCycleCount(Animation.INDEFINITE);
        return both;
    }
}

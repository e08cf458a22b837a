package io.callvault.desktop.fx;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Three dots that breathe while somebody types; they stand still when the system asks for little motion, and cost nothing when hidden. */
public final class TypingDots extends HBox {
    private static final Duration STEP = Duration.millis(160);
    private static final double FAINT = 0.3;

    private final Timeline breath = new Timeline();

    public TypingDots() {
        super(3);
        getStyleClass().add("typing-dots");
        setAlignment(Pos.CENTER);
        for (int i = 0; i < 3; i++) {
            var dot = new Region();
            dot.getStyleClass().add("dot");
            dot.setOpacity(FAINT);
            getChildren().add(dot);
            for (int frame = 0; frame < 5; frame++) {
                double opacity = frame == 1 ? 1 : FAINT;
                breath.getKeyFrames()
                        .add(new KeyFrame(STEP.multiply(i + frame), new KeyValue(dot.opacityProperty(), opacity)));
            }
        }
        breath.setCycleCount(Animation.INDEFINITE);
        visibleProperty().addListener((source, before, now) -> move());
        sceneProperty().addListener((source, before, now) -> move());
    }

    private void move() {
        if (isVisible() && getScene() != null && !Platform.getPreferences().isReducedMotion()) {
            breath.play();
        } else {
            breath.stop();
        }
    }
}

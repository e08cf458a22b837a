package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.call.ui.video.VideoPane;
import io.callvault.desktop.fx.UiExecutor;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** The own picture: small, in a corner. Can be dragged, and comes to rest in the nearest corner; the arrow keys move it, too. */
final class OwnVideo extends Pane {
    private static final double MARGIN = 18;
    private static final double PART = 0.23;
    private static final double LEAST = 96;
    private static final double MOST = 248;
    private static final double SHAPE = 16.0 / 10;

    private final VideoPane picture;
    private final StackPane frame;
    private final DoubleProperty x = new SimpleDoubleProperty(this, "x");
    private final DoubleProperty y = new SimpleDoubleProperty(this, "y");
    private final Timeline glide = new Timeline();
    private boolean right = true;
    private boolean low = true;
    private boolean dragged;
    private double grabX;
    private double grabY;
    private double above;
    private double below;

    OwnVideo(UiExecutor ui) {
        picture = new VideoPane(ui, VideoPane.Fit.FILL);
        picture.setCorners(12);
        frame = new StackPane(picture);
        frame.setId(CallIds.OWN_VIDEO);
        frame.getStyleClass().add("own-video");
        frame.setAccessibleText("Your own picture. The arrow keys move it to another corner.");
        frame.setFocusTraversable(true);
        frame.addEventHandler(MouseEvent.MOUSE_PRESSED, this::grab);
        frame.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        frame.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> letGo());
        frame.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        setPickOnBounds(false);
        x.addListener((source, before, now) -> requestLayout());
        y.addListener((source, before, now) -> requestLayout());
        getChildren().add(frame);
    }

    VideoPane picture() {
        return picture;
    }

    BooleanProperty mirroredProperty() {
        return picture.mirroredProperty();
    }

    /** What stands above and below and must not be covered, in pixels. */
    void keepClear(double above, double below) {
        this.above = above;
        this.below = below;
        requestLayout();
    }

    /** Whether it rests at the right, and at the bottom. */
    boolean isRight() {
        return right;
    }

    boolean isLow() {
        return low;
    }

    @Override
    protected void layoutChildren() {
        double width = Math.clamp(getWidth() * PART, LEAST, MOST);
        double height = width / SHAPE;
        frame.resize(width, height);
        if (!dragged && glide.getStatus() != javafx.animation.Animation.Status.RUNNING) {
            x.set(restX(width));
            y.set(restY(height));
        }
        frame.relocate(Math.rint(x.get()), Math.rint(y.get()));
    }

    private double restX(double width) {
        return right ? getWidth() - width - MARGIN : MARGIN;
    }

    private double restY(double height) {
        return low ? getHeight() - height - MARGIN - below : MARGIN + above;
    }

    private void grab(MouseEvent event) {
        glide.stop();
        frame.requestFocus();
        grabX = event.getX();
        grabY = event.getY();
        event.consume();
    }

    private void drag(MouseEvent event) {
        dragged = true;
        x.set(Math.clamp(x.get() + event.getX() - grabX, 0, Math.max(0, getWidth() - frame.getWidth())));
        y.set(Math.clamp(y.get() + event.getY() - grabY, 0, Math.max(0, getHeight() - frame.getHeight())));
        frame.relocate(Math.rint(x.get()), Math.rint(y.get()));
        event.consume();
    }

    private void letGo() {
        if (dragged) {
            dragged = false;
            moveTo(x.get() + frame.getWidth() / 2 > getWidth() / 2, y.get() + frame.getHeight() / 2 > getHeight() / 2);
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> moveTo(false, low);
            case RIGHT -> moveTo(true, low);
            case UP -> moveTo(right, false);
            case DOWN -> moveTo(right, true);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void moveTo(boolean toRight, boolean toLow) {
        right = toRight;
        low = toLow;
        glide.getKeyFrames()
                .setAll(new KeyFrame(
                        Duration.millis(180),
                        new KeyValue(x, restX(frame.getWidth()), Interpolator.EASE_BOTH),
                        new KeyValue(y, restY(frame.getHeight()), Interpolator.EASE_BOTH)));
        glide.playFromStart();
    }
}

package io.callvault.desktop.call.ui.window;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Lets the controls fade while nobody moves the mouse, and brings them back at the first move or key. */
final class IdleFade {
    private static final Duration FADE = Duration.millis(220);

    private final Region area;
    private final List<Node> controls;
    private final BooleanSupplier allowed;
    private final PauseTransition pause;
    private boolean away;
    private double x;
    private double y;

    /**
     * @param allowed whether they may fade now: there is a picture, and no menu is open
     */
    IdleFade(Region area, List<Node> controls, Duration patience, BooleanSupplier allowed) {
        this.area = area;
        this.controls = controls;
        this.allowed = allowed;
        pause = new PauseTransition(patience);
        pause.setOnFinished(event -> leave());
        area.addEventFilter(MouseEvent.ANY, this::mouse);
        area.addEventFilter(KeyEvent.ANY, event -> wake());
    }

    /** A mouse that rests is told about at every change of the scene, too: only one that moves or clicks counts. */
    private void mouse(MouseEvent event) {
        boolean moved = event.getScreenX() != x || event.getScreenY() != y;
        x = event.getScreenX();
        y = event.getScreenY();
        if (moved || event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            wake();
        }
    }

    /** Shows them, and counts anew. */
    void wake() {
        if (away) {
            away = false;
            area.setCursor(null);
            fade(1);
        }
        pause.playFromStart();
    }

    boolean isAway() {
        return away;
    }

    void stop() {
        pause.stop();
    }

    private void leave() {
        // Only over a button: the bars themselves reach across the whole window.
        boolean hovered = controls.stream()
                .flatMap(bar -> bar.lookupAll("*").stream())
                .anyMatch(part -> part instanceof ButtonBase && part.isHover());
        if (!allowed.getAsBoolean() || hovered) {
            pause.playFromStart();
            return;
        }
        away = true;
        area.setCursor(Cursor.NONE);
        fade(0);
    }

    private void fade(double to) {
        for (Node node : controls) {
            var fade = new FadeTransition(FADE, node);
            fade.setToValue(to);
            fade.play();
        }
    }
}

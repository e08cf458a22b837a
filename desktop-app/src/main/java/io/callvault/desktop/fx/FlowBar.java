package io.callvault.desktop.fx;

import java.util.function.DoubleConsumer;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;

/** The scroll bar of an {@link AnchoredFlow}. It counts rows, not pixels: nobody has measured the rows that were never shown. */
final class FlowBar {
    /** A thumb that is smaller can hardly be caught. */
    private static final double SMALLEST_THUMB = 0.06;

    private final ScrollBar bar = new ScrollBar();
    private boolean moving;

    /** @param moved told where a person put the thumb: 0 is the top, 1 the end */
    FlowBar(DoubleConsumer moved) {
        bar.setOrientation(Orientation.VERTICAL);
        bar.setMax(1);
        bar.setFocusTraversable(false);
        bar.valueProperty().addListener((source, before, now) -> {
            if (!moving) {
                moved.accept(now.doubleValue());
            }
        });
    }

    ScrollBar node() {
        return bar;
    }

    void hide() {
        bar.setVisible(false);
    }

    /**
     * Shows where the view is.
     *
     * @param above rows above the view, with parts of rows
     * @param below rows below it
     * @param count all rows
     */
    void show(double above, double below, int count, double width, double height) {
        bar.setVisible(above + below > 0);
        double barWidth = bar.prefWidth(-1);
        bar.resizeRelocate(width - barWidth, 0, barWidth, height);
        if (!bar.isVisible() || bar.isPressed()) {
            return;
        }
        double hidden = above + below;
        moving = true;
        bar.setVisibleAmount(Math.max(SMALLEST_THUMB, 1 - hidden / count));
        bar.setBlockIncrement(Math.clamp((count - hidden) / hidden, 0.0001, 1));
        bar.setValue(above / hidden);
        moving = false;
    }
}

package io.callvault.desktop.fx;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;

/** The app's icon, drawn: a speech bubble with a keyhole on a blue tile. FX thread. */
public final class WindowIcon {
    /** Drawing them waits for the renderer seven times: once in a process is enough. */
    private static final class Sizes {
        private static final List<Image> ALL = drawAll();
    }

    private WindowIcon() {}

    /** The sizes a window manager may ask for. */
    public static List<Image> sizes() {
        return Sizes.ALL;
    }

    private static List<Image> drawAll() {
        return IntStream.of(16, 24, 32, 48, 64, 128, 256)
                .mapToObj(WindowIcon::draw)
                .toList();
    }

    /** @param size width and height in pixels */
    public static Image draw(int size) {
        var canvas = new Canvas(size, size);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.scale(size / 64.0, size / 64.0);
        g.setFill(new LinearGradient(
                0,
                0,
                0,
                1,
                true,
                CycleMethod.NO_CYCLE,
                new Stop(0, Color.web("#4aa3ff")),
                new Stop(1, Color.web("#1f66c9"))));
        g.fillRoundRect(2, 2, 60, 60, 28, 28);
        g.setFill(Color.WHITE);
        g.fillRoundRect(12, 14, 40, 31, 20, 20);
        g.fillPolygon(new double[] {19, 19, 32}, new double[] {40, 54, 43}, 3);
        g.setFill(Color.web("#2a7de1"));
        g.fillOval(27, 20, 10, 10);
        g.fillPolygon(new double[] {30.5, 33.5, 36, 28}, new double[] {27, 27, 39, 39}, 4);
        var parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        return canvas.snapshot(parameters, null);
    }
}

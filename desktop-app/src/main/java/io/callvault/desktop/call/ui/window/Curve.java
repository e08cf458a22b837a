package io.callvault.desktop.call.ui.window;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** A small chart of the last minutes: one value a second, the newest at the right; an area below a line. */
final class Curve extends Region {
    private static final double HEIGHT = 44;
    private static final int SECONDS = 120;

    private final Canvas canvas = new Canvas();
    private final Color colour;
    private final double least;
    private List<Double> values = List.of();

    /** @param least what the top stands for at least, so that small values stay small */
    Curve(Color colour, double least) {
        this.colour = colour;
        this.least = least;
        getStyleClass().add("curve");
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        getChildren().add(canvas);
    }

    /** @param all one a second, oldest first; below 0: unknown */
    void show(List<Double> all) {
        values = List.copyOf(all.subList(Math.max(0, all.size() - SECONDS), all.size()));
        draw();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private void draw() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, width, height);
        if (values.size() < 2 || width <= 0) {
            return;
        }
        double top = Math.max(
                least, values.stream().mapToDouble(Double::doubleValue).max().orElse(least) * 1.1);
        double step = width / (SECONDS - 1);
        double from = width - (values.size() - 1) * step;
        double[] xs = new double[values.size() + 2];
        double[] ys = new double[values.size() + 2];
        for (int i = 0; i < values.size(); i++) {
            xs[i] = from + i * step;
            ys[i] = height - 1.5 - Math.max(0, values.get(i)) / top * (height - 4);
        }
        pen.setStroke(colour);
        pen.setLineWidth(1.6);
        pen.strokePolyline(xs, ys, values.size());
        xs[values.size()] = width;
        ys[values.size()] = height;
        xs[values.size() + 1] = from;
        ys[values.size() + 1] = height;
        pen.setFill(colour.deriveColor(0, 1, 1, 0.16));
        pen.fillPolygon(xs, ys, xs.length);
    }
}

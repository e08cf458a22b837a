package io.callvault.desktop.calltest.report;

import java.util.List;
import java.util.Locale;

/**
 * A line chart as inline SVG, colours by the page's classes.
 *
 * @param unit of the values
 * @param atMs when, one for each value
 */
record Chart(String title, String unit, List<Long> atMs, List<Series> series) {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 150;
    private static final int LEFT = 44;
    private static final int RIGHT = 10;
    private static final int TOP = 10;
    private static final int BOTTOM = 22;
    private static final int LINES = 4;

    /**
     * @param name shown where there are several
     * @param values below 0: not known
     */
    record Series(String name, List<Double> values) {}

    boolean hasValues() {
        return atMs.size() > 1
                && series.stream().anyMatch(one -> one.values().stream().anyMatch(value -> value >= 0));
    }

    void write(Html html) {
        double most = nice(series.stream()
                .flatMap(one -> one.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
        html.raw("<figure class=\"chart\"><figcaption>")
                .tag("b", "", title)
                .text(" ")
                .tag("span", "muted", unit);
        if (series.size() > 1) {
            for (int i = 0; i < series.size(); i++) {
                html.raw("<span class=\"key k" + i + "\"></span>")
                        .tag("span", "muted", series.get(i).name());
            }
        }
        html.raw("</figcaption><svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"")
                .text(title + " in " + unit)
                .raw("\">");
        for (int i = 0; i <= LINES; i++) {
            double value = most * i / LINES;
            double y = y(value, most);
            html.raw("<line class=\"grid\" x1=\"" + LEFT + "\" x2=\"" + (WIDTH - RIGHT) + "\" y1=\"" + n(y) + "\" y2=\""
                    + n(y) + "\"/><text class=\"axis\" text-anchor=\"end\" x=\"" + (LEFT - 6) + "\" y=\"" + n(y + 4)
                    + "\">" + label(value) + "</text>");
        }
        long from = atMs.getFirst();
        long to = Math.max(from + 1, atMs.getLast());
        html.raw("<text class=\"axis\" x=\"" + LEFT + "\" y=\"" + (HEIGHT - 5) + "\">" + seconds(from)
                + "</text><text class=\"axis\" text-anchor=\"end\" x=\"" + (WIDTH - RIGHT) + "\" y=\"" + (HEIGHT - 5)
                + "\">" + seconds(to) + "</text>");
        for (int i = 0; i < series.size(); i++) {
            line(html, series.get(i), i, most, from, to);
        }
        html.raw("</svg></figure>");
    }

    private void line(Html html, Series one, int number, double most, long from, long to) {
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        double lastX = LEFT;
        double firstX = -1;
        for (int i = 0; i < Math.min(atMs.size(), one.values().size()); i++) {
            double value = one.values().get(i);
            if (value < 0) {
                continue;
            }
            double x = LEFT + (WIDTH - LEFT - RIGHT) * (atMs.get(i) - from) / (double) (to - from);
            firstX = firstX < 0 ? x : firstX;
            lastX = x;
            points.append(n(x)).append(',').append(n(y(value, most))).append(' ');
            dots.append("<circle class=\"dot d" + number + "\" r=\"2.4\" cx=\"" + n(x) + "\" cy=\"" + n(y(value, most))
                    + "\"><title>" + seconds(atMs.get(i)) + ": " + Comparison.number(value) + "</title></circle>");
        }
        if (points.isEmpty()) {
            return;
        }
        if (number == 0) {
            html.raw("<polygon class=\"area\" points=\"" + n(firstX) + "," + n(y(0, most)) + " " + points + n(lastX)
                    + "," + n(y(0, most)) + "\"/>");
        }
        html.raw("<polyline class=\"line l" + number + "\" points=\"" + points + "\"/>")
                .raw(dots.toString());
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.clamp(value / most, 0, 1);
    }

    /** The next of 1, 2, 5 times a power of ten: round numbers at the lines. */
    static double nice(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        return List.of(1.0, 2.0, 4.0, 8.0, 10.0).stream()
                .map(factor -> factor * power)
                .filter(top -> top >= most)
                .findFirst()
                .orElse(10 * power);
    }

    private static String label(double value) {
        return value >= 1_000_000
                ? Comparison.number(value / 1_000_000) + "M"
                : value >= 10_000 ? Comparison.number(value / 1_000) + "k" : trimmed(value);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    private static String seconds(long ms) {
        return Comparison.number(ms / 1_000.0) + " s";
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

package io.callvault.desktop.call.ui;

import io.callvault.rtc.VideoSink;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A moving test picture: somebody in front of a wall, in colours of one's own, nodding. Drawn once a picture; for tests, the demo and the
 * bench.
 *
 * @param rotation as {@link VideoSink.Picture#rotation()}
 */
public record Scene720(BufferedImage image, int rotation) implements VideoSink.Picture {

    /** @param step moves the picture on */
    public static Scene720 of(int width, int height, int step, Color wall, Color shirt) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(
                0, 0, wall.brighter(), width, height, wall.darker().darker()));
        pen.fillRect(0, 0, width, height);
        int unit = Math.min(width, height) / 20;
        pen.setColor(new Color(255, 244, 214, 190));
        pen.fillRoundRect(width * 3 / 40, unit * 2, unit * 6, unit * 8, unit, unit);
        pen.setColor(new Color(120, 150, 170, 140));
        pen.fillRect(width * 3 / 40 + unit * 3 - unit / 8, unit * 2, unit / 4, unit * 8);
        pen.setColor(new Color(60, 40, 30, 150));
        pen.fillRect(width * 4 / 5, 0, width / 5, height);
        for (int shelf = 0; shelf < 3; shelf++) {
            for (int book = 0; book < 7; book++) {
                pen.setColor(Color.getHSBColor((book * 0.13f + shelf * 0.31f) % 1, 0.45f, 0.75f));
                int high = unit * (3 + (book * 7 + shelf * 3) % 2);
                pen.fillRect(
                        width * 4 / 5 + unit / 2 + book * unit * 6 / 7,
                        unit * (6 + shelf * 6) - high,
                        unit * 3 / 4,
                        high);
            }
        }
        double nod = Math.sin(step / 6.0) * unit / 3;
        int x = (int) (width / 2.0 + Math.sin(step / 11.0) * unit / 2);
        int y = (int) (height * 0.40 + nod);
        pen.setColor(shirt);
        pen.fillRoundRect(x - unit * 6, y + unit * 6, unit * 12, height, unit * 8, unit * 8);
        pen.setColor(new Color(224, 172, 135));
        pen.fillRect(x - unit * 3 / 2, y + unit * 3, unit * 3, unit * 4);
        pen.setColor(new Color(68, 44, 30));
        pen.fillOval(x - unit * 4, y - unit * 5, unit * 8, unit * 10);
        pen.setColor(new Color(238, 190, 154));
        pen.fillOval(x - unit * 7 / 2, y - unit * 7 / 2, unit * 7, unit * 9);
        pen.setColor(new Color(50, 35, 28));
        pen.fillOval(x - unit * 2, y, unit * 4 / 5, unit * 4 / 5);
        pen.fillOval(x + unit * 6 / 5, y, unit * 4 / 5, unit * 4 / 5);
        pen.setColor(new Color(190, 90, 85));
        pen.fillArc(x - unit * 3 / 2, y + unit, unit * 3, unit * 3, 200, 140);
        pen.dispose();
        return new Scene720(image, 0);
    }

    public Scene720 turned(int degrees) {
        return new Scene720(image, degrees);
    }

    @Override
    public int width() {
        return image.getWidth();
    }

    @Override
    public int height() {
        return image.getHeight();
    }

    @Override
    public void toBgra(ByteBuffer target) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        target.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(pixels);
    }

    @Override
    public int luma(int x, int y) {
        int p = image.getRGB(x, y);
        return ((p >> 16 & 255) * 299 + (p >> 8 & 255) * 587 + (p & 255) * 114) / 1000;
    }
}

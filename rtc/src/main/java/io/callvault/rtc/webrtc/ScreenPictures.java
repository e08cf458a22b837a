package io.callvault.rtc.webrtc;

import io.callvault.rtc.Devices;
import io.callvault.rtc.VideoInput;
import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.Graphics2D;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;

/**
 * A screen as pictures, taken by AWT's robot: the natives' own capturer crashes under X11. On the pump's thread, never on the
 * screen's. 15 a second at most.
 */
final class ScreenPictures implements VideoInput.Pictures {
    private static final int FPS = 15;
    private static final int MOST_WIDTH = 1920;
    private static final int MOST_HEIGHT = 1080;

    private final Robot robot;
    private final Rectangle area;
    private final BufferedImage scaled;

    /** Whether a screen can be shown. */
    sealed interface Result {}

    record Shown(VideoInput.Pictures pictures) implements Result {}

    record Hidden(String why) implements Result {}

    private ScreenPictures(Robot robot, Rectangle area) {
        this.robot = robot;
        this.area = area;
        double scale = Math.min(1, Math.min((double) MOST_WIDTH / area.width, (double) MOST_HEIGHT / area.height));
        scaled = new BufferedImage(even(area.width * scale), even(area.height * scale), BufferedImage.TYPE_INT_RGB);
    }

    /** The screens there are; none without a display. */
    static List<Devices.Device> all() {
        if (GraphicsEnvironment.isHeadless()) {
            return List.of();
        }
        return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices())
                .map(screen -> new Devices.Device(screen.getIDstring(), name(screen)))
                .toList();
    }

    /** @param id empty for the first one */
    static Result of(String id) {
        if (GraphicsEnvironment.isHeadless()) {
            return new Hidden("There is no screen to show: Call Vault runs without a display.");
        }
        try {
            for (GraphicsDevice screen :
                    GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
                if (id.isEmpty() || screen.getIDstring().equals(id)) {
                    Rectangle area = screen.getDefaultConfiguration().getBounds();
                    return new Shown(new ScreenPictures(new Robot(screen), area));
                }
            }
            return new Hidden("The chosen screen is not there any more.");
        } catch (AWTException | AWTError | SecurityException e) {
            return new Hidden("The system does not let Call Vault see the screen: " + e.getMessage());
        }
    }

    @Override
    public VideoInput.Format format() {
        return new VideoInput.Format(scaled.getWidth(), scaled.getHeight(), FPS);
    }

    @Override
    public void draw(byte[] y, byte[] u, byte[] v, long timeNanos) {
        BufferedImage taken = robot.createScreenCapture(area);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(taken, 0, 0, scaled.getWidth(), scaled.getHeight(), null);
        graphics.dispose();
        int[] rgb = ((DataBufferInt) scaled.getRaster().getDataBuffer()).getData();
        Colours.toI420(rgb, scaled.getWidth(), scaled.getHeight(), y, u, v);
    }

    private static String name(GraphicsDevice screen) {
        Rectangle area = screen.getDefaultConfiguration().getBounds();
        return "Screen " + area.width + " × " + area.height;
    }

    private static int even(double pixels) {
        return Math.max(2, (int) pixels & ~1);
    }
}

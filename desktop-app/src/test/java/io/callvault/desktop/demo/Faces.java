package io.callvault.desktop.demo;

import io.callvault.desktop.call.CallMedia;
import io.callvault.desktop.call.ui.Scene720;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.Tone;
import io.callvault.rtc.webrtc.CallEngines;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** What the people of the demo send in a call, in place of microphone and camera: a tone, and somebody who nods. */
final class Faces implements VideoInput.Pictures {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FPS = 15;
    private static final int LOOP = 30;

    /** One picture, I420. */
    private record Planes(byte[] y, byte[] u, byte[] v) {}

    private final List<Planes> loop;

    private Faces(Color wall, Color shirt) {
        loop = IntStream.range(0, LOOP)
                .mapToObj(step ->
                        planes(Scene720.of(WIDTH, HEIGHT, step * 2, wall, shirt).image()))
                .toList();
    }

    /** The media of somebody; the engine is the real one, without devices of sound. */
    static CallMedia of(String handle) {
        boolean anna = handle.equals("anna");
        var face = anna
                ? new Faces(new Color(150, 170, 180), new Color(70, 95, 140))
                : new Faces(new Color(175, 150, 125), new Color(60, 110, 90));
        return new CallMedia(
                () -> CallEngines.open(CallEngines.Options.HEADLESS),
                id -> new AudioInput.Generated(new Tone(anna ? 440 : 660)),
                id -> new VideoInput.Generated(face),
                id -> new VideoInput.Generated(face));
    }

    @Override
    public VideoInput.Format format() {
        return new VideoInput.Format(WIDTH, HEIGHT, FPS);
    }

    @Override
    public void draw(byte[] y, byte[] u, byte[] v, long timeNanos) {
        Planes now = loop.get((int) (timeNanos / (1_000_000_000L / FPS) % LOOP));
        System.arraycopy(now.y(), 0, y, 0, now.y().length);
        System.arraycopy(now.u(), 0, u, 0, now.u().length);
        System.arraycopy(now.v(), 0, v, 0, now.v().length);
    }

    /** BT.601, limited range, as WebRTC takes it. */
    private static Planes planes(BufferedImage image) {
        byte[] ys = new byte[WIDTH * HEIGHT];
        byte[] us = new byte[WIDTH * HEIGHT / 4];
        byte[] vs = new byte[WIDTH * HEIGHT / 4];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int rgb = image.getRGB(x, y);
                int r = (rgb >> 16) & 255;
                int g = (rgb >> 8) & 255;
                int b = rgb & 255;
                ys[y * WIDTH + x] = (byte) (((66 * r + 129 * g + 25 * b + 128) >> 8) + 16);
                if (x % 2 == 0 && y % 2 == 0) {
                    int at = y / 2 * (WIDTH / 2) + x / 2;
                    us[at] = (byte) (((-38 * r - 74 * g + 112 * b + 128) >> 8) + 128);
                    vs[at] = (byte) (((112 * r - 94 * g - 18 * b + 128) >> 8) + 128);
                }
            }
        }
        return new Planes(ys, us, vs);
    }
}

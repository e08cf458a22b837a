package io.callvault.rtc.webrtc;

/** RGB to I420 as ITU-R BT.601 has it, in whole numbers; studio range. */
final class Colours {
    private Colours() {}

    /** @param rgb 0xRRGGBB; width and height are even */
    static void toI420(int[] rgb, int width, int height, byte[] y, byte[] u, byte[] v) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int pixel = rgb[row * width + column];
                int red = (pixel >> 16) & 0xff;
                int green = (pixel >> 8) & 0xff;
                int blue = pixel & 0xff;
                y[row * width + column] = (byte) (((66 * red + 129 * green + 25 * blue + 128) >> 8) + 16);
                if ((row & 1) == 0 && (column & 1) == 0) {
                    int at = row / 2 * (width / 2) + column / 2;
                    u[at] = (byte) (((-38 * red - 74 * green + 112 * blue + 128) >> 8) + 128);
                    v[at] = (byte) (((112 * red - 94 * green - 18 * blue + 128) >> 8) + 128);
                }
            }
        }
    }
}

package io.callvault.desktop.calltest.media;

import io.callvault.rtc.VideoSink;

/** Looks at pictures: how many, how bright, whether they move. Any thread. */
final class Eyes implements VideoSink {
    /** Points a side that are looked at. */
    private static final int GRID = 24;

    /** Black of video is 16 of 255 (BT.601); noise of a covered lens stays below. */
    private static final int BLACK = 28;

    private long pictures;
    private long changes;
    private long bright;
    private long last;
    private int width;
    private int height;

    @Override
    public synchronized void show(Picture picture) {
        pictures++;
        width = picture.width();
        height = picture.height();
        long sum = 0;
        long hash = 17;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                int luma = picture.luma(column * (width - 1) / GRID, row * (height - 1) / GRID);
                sum += luma;
                hash = hash * 31 + luma;
            }
        }
        if (sum / (GRID * GRID) > BLACK) {
            bright++;
        }
        if (pictures > 1 && hash != last) {
            changes++;
        }
        last = hash;
    }

    synchronized long pictures() {
        return pictures;
    }

    synchronized boolean black() {
        return pictures > 0 && bright == 0;
    }

    /** The sensor of any camera has noise: pictures that are all the same were not taken now. */
    synchronized boolean frozen() {
        return pictures > 3 && changes == 0;
    }

    synchronized String size() {
        return width + " × " + height;
    }
}

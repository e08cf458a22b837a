package io.callvault.desktop.chaos.proxy;

import java.util.Random;

/** What becomes of one unit. */
public enum Fate {
    PASS,
    DROP,
    DUPLICATE,
    REORDER,
    DELAY,
    SLICE,
    RESET,
    HOLE;

    /** Half of the delays are below a thousandth of the longest. */
    private static final int STEEP = 10;

    /** One of them, drawn by the weather's probabilities. */
    public static Fate draw(Weather weather, Random random) {
        double left = random.nextDouble();
        for (Fate fate : values()) {
            left -= fate.chance(weather);
            if (left < 0 && fate != PASS) {
                return fate;
            }
        }
        return PASS;
    }

    private double chance(Weather weather) {
        return switch (this) {
            case PASS -> 0;
            case DROP -> weather.drop();
            case DUPLICATE -> weather.duplicate();
            case REORDER -> weather.reorder();
            case DELAY -> weather.delay();
            case SLICE -> weather.slice();
            case RESET -> weather.reset();
            case HOLE -> weather.hole();
        };
    }

    /** Mostly short, at times 30 s, in milliseconds. */
    public static long delayMs(Random random) {
        double share = random.nextDouble();
        return Math.round(Weather.MAX_DELAY_MS * Math.pow(share, STEEP));
    }
}

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
        double[] chances = {
            0, weather.drop(), weather.duplicate(), weather.reorder(), weather.delay(), weather.slice(), weather.reset(),
            weather.hole()
        };
        for (Fate fate : values()) {
            left -= chances[fate.ordinal()];
            if (left < 0 && fate != PASS) {
                return fate;
            }
        }
        return PASS;
    }

    /** Mostly short, at times as long as the weather allows, in milliseconds. */
    public static long delayMs(Weather weather, Random random) {
        double share = random.nextDouble();
        return Math.round(weather.maxDelayMs() * Math.pow(share, STEEP));
    }
}

package io.callvault.rtc.webrtc;

/** Loudness. */
final class Levels {
    private static final double SILENCE = -100;

    private Levels() {}

    /**
     * @param amplitude 0 to 1
     * @return −100 to 0 dBFS
     */
    static double dbfs(double amplitude) {
        return amplitude <= 1e-5 ? SILENCE : Math.min(0, 20 * Math.log10(amplitude));
    }
}

package io.callvault.desktop.chaos.proxy;

/**
 * How bad the network is right now. Probabilities are per unit, 0 to 1: a WebSocket frame, a server-sent event, an HTTP
 * exchange.
 *
 * @param drop the unit vanishes
 * @param duplicate it comes twice
 * @param reorder it comes after the next one
 * @param delay it, and all behind it, come later
 * @param maxDelayMs longest delay; short ones are far more frequent
 * @param slice it comes in pieces of a few bytes
 * @param reset its connection is reset
 * @param hole from it on its connection swallows everything and stays open (half-open TCP)
 * @param webSocket what becomes of WebSockets
 * @param refused no connection at all: every one is cut, new ones too
 * @param slowReader bytes a second towards the client; 0 for as fast as it reads
 */
public record Weather(
        double drop,
        double duplicate,
        double reorder,
        double delay,
        long maxDelayMs,
        double slice,
        double reset,
        double hole,
        WebSocket webSocket,
        boolean refused,
        int slowReader) {

    /** Nothing is wrong. */
    public static final Weather FAIR = new Weather(0, 0, 0, 0, 0, 0, 0, 0, WebSocket.OPEN, false, 0);

    /** What a meddling middlebox does to WebSockets; plain HTTP passes. */
    public enum WebSocket {
        OPEN,
        /** The upgrade is answered with 426. */
        UPGRADE_REQUIRED,
        /** The upgrade works, then the connection is closed. */
        CLOSE,
        /** The upgrade is never answered. */
        SILENCE
    }

    /** Every fault of the line equally often; resets and holes, which end a connection, ten times rarer. */
    public static Weather storm(double probability, long maxDelayMs) {
        double rare = probability / 10;
        return new Weather(
                probability,
                probability,
                probability,
                probability,
                maxDelayMs,
                probability,
                rare,
                rare,
                WebSocket.OPEN,
                false,
                0);
    }

    public Weather withWebSocket(WebSocket other) {
        return new Weather(
                drop, duplicate, reorder, delay, maxDelayMs, slice, reset, hole, other, refused, slowReader);
    }

    public static Weather cut() {
        return new Weather(0, 0, 0, 0, 0, 0, 0, 0, WebSocket.OPEN, true, 0);
    }

    public static Weather slow(int bytesPerSecond) {
        return new Weather(0, 0, 0, 0, 0, 0, 0, 0, WebSocket.OPEN, false, bytesPerSecond);
    }
}

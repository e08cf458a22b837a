package io.callvault.desktop.chaos.proxy;

/**
 * How bad the network is right now. Probabilities are per unit, 0 to 1: a WebSocket frame, a server-sent event, an HTTP
 * exchange.
 *
 * @param drop the unit vanishes
 * @param duplicate it comes twice
 * @param reorder it comes after the next one
 * @param delay it, and all behind it, come later
 * @param slice it comes in pieces of a few bytes
 * @param reset its connection is reset
 * @param hole from it on its connection swallows everything and stays open (half-open TCP)
 * @param webSocket what becomes of WebSockets
 * @param streams whether event streams are let through
 * @param slowReader bytes a second towards the client; 0 for as fast as it reads
 */
public record Weather(
        double drop,
        double duplicate,
        double reorder,
        double delay,
        double slice,
        double reset,
        double hole,
        WebSocket webSocket,
        boolean streams,
        int slowReader) {

    /** The longest delay, milliseconds; short ones are far more frequent. */
    static final long MAX_DELAY_MS = 30_000;

    /** Nothing is wrong. */
    public static final Weather FAIR = new Weather(0, 0, 0, 0, 0, 0, 0, WebSocket.OPEN, true, 0);

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

    /** One kind of trouble, with this probability. */
    public Weather with(Fate fate, double probability) {
        return new Weather(
                fate == Fate.DROP ? probability : drop,
                fate == Fate.DUPLICATE ? probability : duplicate,
                fate == Fate.REORDER ? probability : reorder,
                fate == Fate.DELAY ? probability : delay,
                fate == Fate.SLICE ? probability : slice,
                fate == Fate.RESET ? probability : reset,
                fate == Fate.HOLE ? probability : hole,
                webSocket,
                streams,
                slowReader);
    }

    /** Every fault of the line equally often; resets and holes, which end a connection, ten times rarer. */
    public Weather storm(double probability) {
        double rare = probability / 10;
        return with(Fate.DROP, probability)
                .with(Fate.DUPLICATE, probability)
                .with(Fate.REORDER, probability)
                .with(Fate.DELAY, probability)
                .with(Fate.SLICE, probability)
                .with(Fate.RESET, rare)
                .with(Fate.HOLE, rare);
    }

    public Weather withWebSocket(WebSocket other) {
        return new Weather(drop, duplicate, reorder, delay, slice, reset, hole, other, streams, slowReader);
    }

    public Weather withoutStreams() {
        return new Weather(drop, duplicate, reorder, delay, slice, reset, hole, webSocket, false, slowReader);
    }

    public Weather slow(int bytesPerSecond) {
        return new Weather(drop, duplicate, reorder, delay, slice, reset, hole, webSocket, streams, bytesPerSecond);
    }
}

package io.callvault.signaling.metric;

import java.util.Locale;

/** What is counted since the start. */
public enum Counter {
    /** Messages acknowledged, also those that had been stored before. */
    MESSAGES_ACKED("Messages acknowledged"),
    /** Connections that went on from a cursor. */
    WS_RECONNECT_COUNT("Connections that went on from a cursor"),
    /** Clients told to pull because they were slow. */
    POKES("Clients told to pull because they were slow"),
    /** Cursors of no use: the client was told to take a snapshot. */
    RESYNCS("Cursors that were of no use"),
    /** Events that went to the dead letters. */
    DEAD_LETTERS("Events that could not be delivered"),
    /** Requests and messages refused for coming too fast. */
    RATE_LIMITED("Requests and messages refused for coming too fast"),
    /** Calls that began. */
    CALL_INVITES("Calls that began"),
    /** Call frames passed on, each to one device. */
    CALL_FRAMES_RELAYED("Call frames passed on"),
    /** Call frames that fit no call, or may not be sent. */
    CALL_FRAMES_REFUSED("Call frames that fit no call");

    private final String help;

    Counter(String help) {
        this.help = help;
    }

    /** What it counts, for the reader of the page. */
    public String help() {
        return help;
    }

    /** Its name on the page. */
    public String metricName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

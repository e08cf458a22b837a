package io.callvault.desktop.metric;

/** What rises and falls: how much waits in a queue. */
public enum Gauge {
    /** Messages handed to the link and not yet acknowledged. */
    SENDS_ON_THEIR_WAY("outbox_in_flight"),
    /** Messages that wait in the outbox, failed ones included, as of the last look. */
    OUTBOX_DEPTH("outbox_depth"),
    /** Events that came and wait to be applied. */
    INBOX_DEPTH("inbox_depth"),
    /** Frames that wait for the transport, by lane, as of the last frame that left. */
    LANE_CONTROL("lane_control_depth"),
    LANE_CALLS("lane_call_depth"),
    LANE_MESSAGES("lane_message_depth"),
    LANE_RECEIPTS("lane_receipt_depth"),
    LANE_TYPING("lane_typing_depth"),
    /** Circuit breakers that are open now. */
    OPEN_CIRCUITS("circuit_open");

    private final String wireName;

    Gauge(String wireName) {
        this.wireName = wireName;
    }

    /** The name in reports, stable over versions. */
    public String wireName() {
        return wireName;
    }
}

package io.callvault.desktop.metric;

/** What only rises while the app runs. The names are those of the issue and of the server's metrics. */
public enum Counter {
    /** Welcomes after the first one. */
    WS_RECONNECTS("ws_reconnect_count"),
    /** Changes from one transport to another, up or down the ladder. */
    TRANSPORT_SWITCHES("transport_switch_count"),
    /** Pings that nothing answered before the next one was due. */
    HEARTBEATS_MISSED("heartbeat_missed_count"),
    /** Frames handed to a transport. */
    FRAMES_UP("frame_up_count"),
    /** Frames that came. */
    FRAMES_DOWN("frame_down_count"),
    MEDIA_UPLOADS("media_upload_count"),
    MEDIA_UPLOAD_FAILURES("media_upload_fail_count"),
    MESSAGES_SENT("message_sent_count"),
    /** Refused for good. */
    MESSAGES_REFUSED("message_refused_count"),
    /** Sent again for want of an answer, or because the server wanted it later. */
    MESSAGE_RETRIES("message_retry_count"),
    /** Envelopes signed anew with the server's time. */
    CLOCK_RESIGNS("clock_resign_count"),
    EVENTS_APPLIED("event_applied_count"),
    /** Pages of events that were asked for. */
    EVENT_PULLS("event_pull_count"),
    POKES("poke_count"),
    /** Snapshots taken: a fresh device, an expired cursor, a new epoch. */
    RESYNCS("resync_count"),
    DEAD_LETTERS("dead_letter_count"),
    /** Dead letters that a newer version could read. */
    DEAD_LETTERS_REVIVED("dead_letter_revived_count"),
    /** Circuit breakers that opened. */
    BREAKER_OPENINGS("circuit_open_count"),
    TOKEN_RENEWALS("token_renewal_count"),
    /** Envelopes and certificates whose signature did not fit. */
    SIGNATURE_FAILURES("signature_failure_count"),
    /** The local database was set aside and made anew. */
    STORE_REBUILDS("store_rebuild_count");

    private final String wireName;

    Counter(String wireName) {
        this.wireName = wireName;
    }

    /** The name in reports, stable over versions. */
    public String wireName() {
        return wireName;
    }
}

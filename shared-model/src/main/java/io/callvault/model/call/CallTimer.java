package io.callvault.model.call;

import java.time.Duration;

/** What a call waits for at most. Started anew, a timer begins from the start. */
public enum CallTimer {
    /** For an answer; PROTOCOL.md, "call invite". The server's {@code expires_at} ends it earlier on a device that heard later. */
    RING(Duration.ofSeconds(60)),
    /** From accept to the first path. A failing engine stays "connecting" for 40 s and more by itself. */
    CONNECT(Duration.ofSeconds(20)),
    /** A path that is silent may come back by itself. */
    PATIENCE(Duration.ofSeconds(1)),
    /** Between two attempts to find a path. */
    RETRY(Duration.ofSeconds(5)),
    /** From losing the path to giving up. */
    LOST(Duration.ofSeconds(30));

    private final Duration after;

    CallTimer(Duration after) {
        this.after = after;
    }

    public Duration after() {
        return after;
    }
}

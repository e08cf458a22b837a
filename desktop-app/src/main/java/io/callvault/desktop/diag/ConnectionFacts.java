package io.callvault.desktop.diag;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.metric.MetricsSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The connection at one moment.
 *
 * @param connectedSince by the server's clock; empty while there is no connection
 * @param heartbeatAge since the server last told its time; empty before it ever did
 * @param offsetMs milliseconds the server's clock is ahead of this computer's
 * @param cursor up to which event everything is stored here; empty before the first one
 * @param waiting messages in the outbox, failed ones included
 * @param oldestWaiting how long the oldest of them that did not fail waits
 * @param deadLetters kept now, of this start and earlier ones
 */
public record ConnectionFacts(
        LinkStatus status,
        Optional<Instant> connectedSince,
        Optional<Duration> heartbeatAge,
        long offsetMs,
        Optional<Cursor> cursor,
        long waiting,
        Optional<Duration> oldestWaiting,
        long deadLetters,
        MetricsSnapshot metrics) {

    /** A place in the stream of events (PROTOCOL.md, "Two counters"). */
    public record Cursor(String epoch, long ev) {}
}

package io.callvault.desktop.link;

import io.callvault.desktop.news.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The connection as the screens see it. Any thread; returns at once. */
public interface LinkMonitor {

    /**
     * How the next connection is coming.
     *
     * @param failures attempts in a row that came to nothing, the connection that broke included; 0 while connected
     * @param nextAttempt time left until it is tried again by itself; empty while an attempt is under way or none is planned
     */
    record Outlook(int failures, Optional<Duration> nextAttempt) {
        public static final Outlook QUIET = new Outlook(0, Optional.empty());
    }

    LinkStatus status();

    /** As of now; to be asked again while a countdown is shown. */
    Outlook outlook();

    /** What carries the frames, or carried them last. */
    default TransportKind transport() {
        return TransportKind.WEBSOCKET;
    }

    /** Listens from now on; listeners run on the link's thread and must return at once. */
    Subscription subscribe(Consumer<LinkStatus> listener);

    /** Tries to connect now instead of waiting for the next attempt. */
    void retryNow();
}

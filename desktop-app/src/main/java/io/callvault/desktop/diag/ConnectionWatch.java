package io.callvault.desktop.diag;

import io.callvault.desktop.link.LinkMonitor;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The facts of a running profile; remembers since when it is connected. Made with it, closed before its store. */
public final class ConnectionWatch implements ConnectionDetails, AutoCloseable {
    private final LinkMonitor link;
    private final ServerClock clock;
    private final Store store;
    private final ClientMetrics metrics;
    private final Subscription subscription;
    private volatile Optional<Instant> since = Optional.empty();

    /** What the store knows of it. */
    private record Stored(
            Optional<ConnectionFacts.Cursor> cursor, long waiting, Optional<Long> oldestMs, long deadLetters) {}

    public ConnectionWatch(LinkMonitor link, ServerClock clock, Store store, ClientMetrics metrics) {
        this.link = link;
        this.clock = clock;
        this.store = store;
        this.metrics = metrics;
        subscription = link.subscribe(this::changed);
        changed(link.status());
    }

    @Override
    public CompletionStage<ConnectionFacts> read() {
        return store.readAsync(ConnectionWatch::stored).thenApply(this::facts);
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void changed(LinkStatus status) {
        if (status != LinkStatus.ONLINE) {
            since = Optional.empty();
        } else if (since.isEmpty()) {
            since = Optional.of(clock.instant());
        }
    }

    private ConnectionFacts facts(Stored stored) {
        long now = clock.millis();
        return new ConnectionFacts(
                link.status(),
                since,
                clock.sinceSample(),
                clock.offsetMs(),
                stored.cursor(),
                stored.waiting(),
                stored.oldestMs().map(oldest -> Duration.ofMillis(Math.max(0, now - oldest))),
                stored.deadLetters(),
                metrics.snapshot());
    }

    private static Stored stored(Tx tx) throws io.callvault.desktop.store.StoreException {
        return new Stored(
                tx.cursor().get().map(cursor -> new ConnectionFacts.Cursor(cursor.epoch(), cursor.ev())),
                tx.outbox().size(),
                tx.outbox().oldestMs(),
                tx.deadLetters().size());
    }
}

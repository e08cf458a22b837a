package io.callvault.desktop.diag;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.TransportInUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Facts of a connection that runs well; a test may count on. */
public final class FakeDetails implements ConnectionDetails {
    public final ClientMetrics metrics = new ClientMetrics();
    private Optional<RuntimeException> failure = Optional.empty();
    private int reads;

    public FakeDetails() {
        metrics.transport(TransportInUse.WEBSOCKET);
        metrics.add(Counter.WS_RECONNECTS, 2);
        metrics.sent(4);
        metrics.sent(4);
        metrics.sent(150);
    }

    public int reads() {
        return reads;
    }

    /** From now on nothing can be read. */
    public void fail() {
        failure = Optional.of(new IllegalStateException("closed"));
    }

    @Override
    public CompletionStage<ConnectionFacts> read() {
        reads++;
        return failure.<CompletionStage<ConnectionFacts>>map(CompletableFuture::failedStage)
                .orElseGet(() -> CompletableFuture.completedStage(facts()));
    }

    private ConnectionFacts facts() {
        return new ConnectionFacts(
                LinkStatus.ONLINE,
                Optional.of(Instant.parse("2026-11-20T14:02:11Z")),
                Optional.of(Duration.ofSeconds(12)),
                -41,
                Optional.of(new ConnectionFacts.Cursor("0197f2c4-5d1a-7c3e-9a0b-6a1f00c2d3e4", 18_442)),
                3,
                Optional.of(Duration.ofSeconds(95)),
                1,
                metrics.snapshot());
    }
}

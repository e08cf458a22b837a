package io.callvault.desktop.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientMetricsTest {

    private final ClientMetrics metrics = new ClientMetrics();

    @Test
    void everythingIsZeroAtFirst() {
        MetricsSnapshot snapshot = metrics.snapshot();
        assertThat(snapshot.counters())
                .containsOnlyKeys(Counter.values())
                .allSatisfy((name, value) -> assertThat(value).isZero());
        assertThat(snapshot.gauges()).containsOnlyKeys(Gauge.values());
        assertThat(snapshot.mediaUploadFailRate()).isZero();
        assertThat(snapshot.sendLatency().quantileMs(0.99)).isZero();
        assertThat(snapshot.transport()).isEqualTo(TransportInUse.NONE);
    }

    @Test
    void aSnapshotDoesNotMoveAfterwards() {
        metrics.count(Counter.RESYNCS);
        metrics.set(Gauge.OUTBOX_DEPTH, 7);
        metrics.transport(TransportInUse.WEBSOCKET);
        MetricsSnapshot before = metrics.snapshot();
        metrics.add(Counter.RESYNCS, 4);
        metrics.set(Gauge.OUTBOX_DEPTH, 0);
        metrics.sent(3);
        assertThat(before.counter(Counter.RESYNCS)).isEqualTo(1);
        assertThat(before.gauge(Gauge.OUTBOX_DEPTH)).isEqualTo(7);
        assertThat(before.sendLatency().count()).isZero();
        assertThat(before.transport()).isEqualTo(TransportInUse.WEBSOCKET);
        assertThat(metrics.snapshot().counter(Counter.RESYNCS)).isEqualTo(5);
    }

    @Test
    void quantilesComeFromBuckets() {
        IntStream.rangeClosed(1, 99).forEach(i -> metrics.sent(4));
        metrics.sent(700);
        Latency latency = metrics.snapshot().sendLatency();
        assertThat(latency.count()).isEqualTo(100);
        assertThat(latency.quantileMs(0.5)).isEqualTo(5);
        assertThat(latency.quantileMs(0.99)).isEqualTo(5);
        assertThat(latency.quantileMs(1)).isEqualTo(1_000);
        assertThat(latency.meanMs()).isEqualTo((99 * 4 + 700) / 100.0);
        metrics.sent(Long.MAX_VALUE / 2);
        assertThat(metrics.snapshot().sendLatency().quantileMs(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aThirdOfTheUploadsFailed() {
        metrics.add(Counter.MEDIA_UPLOADS, 3);
        metrics.count(Counter.MEDIA_UPLOAD_FAILURES);
        assertThat(metrics.snapshot().mediaUploadFailRate()).isEqualTo(1.0 / 3);
    }

    @Test
    void namesAreUniqueAndOfTheForm() {
        assertThat(Arrays.stream(Counter.values()).map(Counter::wireName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z_]+"));
    }
}

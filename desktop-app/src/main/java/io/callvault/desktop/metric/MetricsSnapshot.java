package io.callvault.desktop.metric;

import java.util.Map;

/**
 * All figures at one moment; immutable.
 *
 * @param sendLatency {@code message_send_latency_ms}: from handing a message to the link until its acknowledgement is committed
 */
public record MetricsSnapshot(
        Map<Counter, Long> counters, Map<Gauge, Long> gauges, Latency sendLatency, TransportInUse transport) {

    public long counter(Counter counter) {
        return counters.getOrDefault(counter, 0L);
    }

    public long gauge(Gauge gauge) {
        return gauges.getOrDefault(gauge, 0L);
    }

    /** {@code media_upload_fail_rate}: 0 to 1, and 0 while nothing was uploaded. */
    public double mediaUploadFailRate() {
        long all = counter(Counter.MEDIA_UPLOADS);
        return all == 0 ? 0 : (double) counter(Counter.MEDIA_UPLOAD_FAILURES) / all;
    }
}

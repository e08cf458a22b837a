package io.callvault.desktop.metric;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The client's figures since its start. Any thread; counting never waits, and the memory is fixed. */
public final class ClientMetrics {

    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<Gauge, AtomicLong> gauges = new EnumMap<>(Gauge.class);
    private final LatencyHistogram sendLatency = new LatencyHistogram();
    private volatile TransportInUse transport = TransportInUse.NONE;

    public ClientMetrics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
        for (Gauge gauge : Gauge.values()) {
            gauges.put(gauge, new AtomicLong());
        }
    }

    public void count(Counter counter) {
        add(counter, 1);
    }

    /**
     * @param amount 0 or more
     */
    public void add(Counter counter, long amount) {
        LongAdder adder = counters.get(counter);
        if (adder != null) {
            adder.add(amount);
        }
    }

    /** Sets how much there is now. */
    public void set(Gauge gauge, long value) {
        AtomicLong cell = gauges.get(gauge);
        if (cell != null) {
            cell.set(value);
        }
    }

    /**
     * A message was acknowledged.
     *
     * @param millis since it was handed to the link
     */
    public void sent(long millis) {
        count(Counter.MESSAGES_SENT);
        sendLatency.add(millis);
    }

    /** The transport that carries frames now; {@link TransportInUse#NONE} while none does. */
    public void transport(TransportInUse now) {
        transport = now;
    }

    /** Everything as it stands; figures that change meanwhile may be of different moments. */
    public MetricsSnapshot snapshot() {
        Map<Counter, Long> counted = new EnumMap<>(Counter.class);
        counters.forEach((counter, adder) -> counted.put(counter, adder.sum()));
        Map<Gauge, Long> measured = new EnumMap<>(Gauge.class);
        gauges.forEach((gauge, cell) -> measured.put(gauge, cell.get()));
        return new MetricsSnapshot(Map.copyOf(counted), Map.copyOf(measured), sendLatency.read(), transport);
    }
}

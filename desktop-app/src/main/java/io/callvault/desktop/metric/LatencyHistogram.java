package io.callvault.desktop.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts durations in fixed buckets, so that its size never grows. Any thread; adding never waits. */
final class LatencyHistogram {

    /** Upper bounds in milliseconds, inclusive; what is longer falls into one more bucket. */
    static final List<Long> BOUNDS_MS = List.of(
            1L, 2L, 5L, 10L, 20L, 50L, 100L, 200L, 500L, 1_000L, 2_000L, 5_000L, 10_000L, 30_000L, 60_000L, 300_000L);

    private final List<LongAdder> buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS_MS.size() + 1L).toList();
    private final LongAdder totalMs = new LongAdder();

    void add(long millis) {
        long duration = Math.max(0, millis);
        int bucket = 0;
        while (bucket < BOUNDS_MS.size() && duration > BOUNDS_MS.get(bucket)) {
            bucket++;
        }
        buckets.get(bucket).increment();
        totalMs.add(duration);
    }

    Latency read() {
        List<Long> counts = new ArrayList<>(buckets.size());
        buckets.forEach(bucket -> counts.add(bucket.sum()));
        return new Latency(BOUNDS_MS, List.copyOf(counts), totalMs.sum());
    }
}

package io.callvault.desktop.metric;

import java.util.List;

/**
 * Durations, counted in buckets.
 *
 * @param boundsMs upper bounds of the buckets in milliseconds, inclusive, rising
 * @param counts how many fell into each; one more than bounds, the last for what is longer than every bound
 * @param totalMs the sum of all
 */
public record Latency(List<Long> boundsMs, List<Long> counts, long totalMs) {

    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * A bound below which this share of all durations lies; as exact as the buckets are.
     *
     * @param share 0 to 1, for example 0.99
     * @return milliseconds; 0 while nothing was counted, {@link Long#MAX_VALUE} beyond the last bound
     */
    public long quantileMs(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int bucket = 0; bucket < counts.size(); bucket++) {
            seen += counts.get(bucket);
            if (seen >= wanted && seen > 0) {
                return bucket < boundsMs.size() ? boundsMs.get(bucket) : Long.MAX_VALUE;
            }
        }
        return 0;
    }

    /** Milliseconds; 0 while nothing was counted. */
    public double meanMs() {
        long count = count();
        return count == 0 ? 0 : (double) totalMs / count;
    }
}

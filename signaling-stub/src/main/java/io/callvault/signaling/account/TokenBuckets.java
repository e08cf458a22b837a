package io.callvault.signaling.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each of many keys: filled at a steady rate up to its burst, one token for each request. Any thread. Holds
 * the keys that were used last; a bucket that is forgotten is full again, which only a flood of other keys can bring about.
 */
public final class TokenBuckets<K> {

    /** About 1 MB. */
    private static final int MOST_KEYS = 10_000;

    private static final double NANOS = 1e9;

    /** Milliseconds that only come of binary fractions. */
    private static final double ROUNDING = 1e-6;

    private static final class Bucket {
        private double tokens;
        private long filledAt;
    }

    private final RateLimits.Rate rate;
    private final LongSupplier nanos;
    private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /** @param nanos a clock that never steps, nanoseconds */
    public TokenBuckets(RateLimits.Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
    }

    /** Takes a token. How many milliseconds to wait for one; 0 if it was taken. */
    public long take(K key) {
        if (rate.burst() <= 0) {
            return 0;
        }
        synchronized (buckets) {
            long now = nanos.getAsLong();
            Bucket bucket = buckets.computeIfAbsent(key, fresh -> full(now));
            bucket.tokens = Math.min(rate.burst(), bucket.tokens + (now - bucket.filledAt) / NANOS * rate.perSecond());
            bucket.filledAt = now;
            if (bucket.tokens >= 1) {
                bucket.tokens--;
                return 0;
            }
            double waitMs = (1 - bucket.tokens) * 1_000 / (rate.perSecond() > 0 ? rate.perSecond() : 1);
            return Math.max(1, (long) Math.ceil(waitMs - ROUNDING));
        }
    }

    private Bucket full(long now) {
        Bucket bucket = new Bucket();
        bucket.tokens = rate.burst();
        bucket.filledAt = now;
        return bucket;
    }
}

package io.callvault.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aBurstIsTakenThenThePaceCounts() {
        TokenBuckets<String> buckets = new TokenBuckets<>(new RateLimits.Rate(3, 2), nanos::get);
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("ada")).isZero();
        }
        assertThat(buckets.take("ada")).isEqualTo(500);
        assertThat(buckets.take("ben")).as("his own").isZero();
        nanos.addAndGet(499_000_000);
        assertThat(buckets.take("ada")).isEqualTo(1);
        nanos.addAndGet(1_000_000);
        assertThat(buckets.take("ada")).isZero();
        assertThat(buckets.take("ada")).isEqualTo(500);
    }

    @Test
    void aPauseFillsTheBucketAndNoMore() {
        TokenBuckets<String> buckets = new TokenBuckets<>(new RateLimits.Rate(2, 100), nanos::get);
        assertThat(buckets.take("ada")).isZero();
        nanos.addAndGet(60_000_000_000L);
        assertThat(buckets.take("ada")).isZero();
        assertThat(buckets.take("ada")).isZero();
        assertThat(buckets.take("ada")).isPositive();
    }

    @Test
    void withoutALimitEverythingGoes() {
        TokenBuckets<String> buckets = new TokenBuckets<>(RateLimits.Rate.unlimited(), nanos::get);
        for (int i = 0; i < 10_000; i++) {
            assertThat(buckets.take("ada")).isZero();
        }
    }
}

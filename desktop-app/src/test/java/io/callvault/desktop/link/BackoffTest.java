package io.callvault.desktop.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void limitsDoubleUpToThirtySecondsAndAreFullyUsed() {
        long[] limits = {0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000};
        Random random = new Random(7);
        for (int failures = 0; failures < limits.length; failures++) {
            int current = failures;
            long[] drawn = LongStream.generate(
                            () -> Backoff.delay(current, random).toMillis())
                    .limit(2_000)
                    .toArray();
            assertThat(LongStream.of(drawn).max().orElseThrow()).isBetween(limits[current] * 99 / 100, limits[current]);
            assertThat(LongStream.of(drawn).min().orElseThrow()).isBetween(0L, limits[current] / 100);
        }
    }

    @Test
    void manyFailuresDoNotOverflow() {
        assertThat(Backoff.delay(Integer.MAX_VALUE, new Random(7))).isBetween(Duration.ZERO, Backoff.MAX);
    }
}

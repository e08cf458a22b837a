package io.callvault.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdGeneratorTest {

    @Test
    void risesStrictlyEvenWhenTheClockStepsBack() {
        AtomicLong now = new AtomicLong(1_000_000);
        IdGenerator ids = new IdGenerator(() -> Instant.ofEpochMilli(now.get()), new Random(3));
        UUID last = ids.next();
        for (int i = 0; i < 20_000; i++) {
            now.addAndGet(i % 7 == 0 ? -3 : i % 3);
            UUID next = ids.next();
            assertThat(next.toString()).isGreaterThan(last.toString());
            assertThat(next.version()).isEqualTo(7);
            assertThat(next.variant()).isEqualTo(2);
            last = next;
        }
    }

    @Test
    void onlyTheCanonicalFormIsRead() {
        assertThatThrownBy(() -> UserId.of("1-1-1-1-1")).isInstanceOf(IllegalArgumentException.class);
        assertThat(UserId.of("0192d3a0-0000-7000-8000-000000000001"))
                .hasToString("0192d3a0-0000-7000-8000-000000000001");
    }
}

package io.callvault.desktop.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private final AtomicLong nanos = new AtomicLong(123);
    private final AtomicLong wall = new AtomicLong(1_000_000);
    private final ServerClock clock = new ServerClock(() -> Instant.ofEpochMilli(wall.get()), nanos::get);

    @Test
    void takesTheMidpointOfTheShortestRoundTrip() {
        exchange(400, 1_000_000 + 5_000 + 350);
        assertThat(clock.offsetMs()).isEqualTo(5_150);
        exchange(20, clock.millis() - 5_150 + 5_000 + 10);
        assertThat(clock.offsetMs()).isEqualTo(5_000);
        exchange(900, clock.millis() + 3_000);
        assertThat(clock.offsetMs()).as("a slow sample changes nothing").isEqualTo(5_000);
    }

    @Test
    void aChangeOfTheComputersTimeMovesNothing() {
        exchange(10, 1_000_005);
        wall.addAndGet(Duration.ofHours(3).toMillis());
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(clock.millis()).isEqualTo(1_002_010);
    }

    @Test
    void aClockThatStoodStillWhileTheComputerSleptIsMendedByOneSample() {
        exchange(10, 1_000_005);
        long slept = Duration.ofHours(8).toMillis();
        exchange(400, 1_000_010 + slept + 200);
        assertThat(clock.offsetMs()).isEqualTo(slept);
    }

    @Test
    void oldSamplesFadeAndDistrustForgetsThem() {
        exchange(0, clock.millis() + 100);
        for (int i = 0; i < 8; i++) {
            exchange(50, clock.millis() - clock.offsetMs() + 25 + 700);
        }
        assertThat(clock.offsetMs()).isEqualTo(700);
        clock.distrust();
        exchange(500, clock.millis() - clock.offsetMs() + 250 - 60_000);
        assertThat(clock.offsetMs()).isEqualTo(-60_000);
    }

    private void exchange(long roundTripMs, long serverTime) {
        long sent = clock.nanoTime();
        nanos.addAndGet(Duration.ofMillis(roundTripMs).toNanos());
        clock.sample(sent, serverTime);
    }
}

package io.callvault.desktop.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SleepWatchTest {

    private final ManualLoop loop = new ManualLoop();
    private final AtomicLong wallAhead = new AtomicLong();
    private int woken;
    private final SleepWatch watch = new SleepWatch(
            loop, () -> Instant.ofEpochMilli(loop.nanoTime() / 1_000_000 + wallAhead.get()), () -> woken++);

    @Test
    void aSuspendedComputerIsNoticedByTheWallClockWithinASecond() {
        watch.start();
        loop.advance(Duration.ofMinutes(10));
        assertThat(woken).isZero();
        wallAhead.addAndGet(Duration.ofMinutes(15).toMillis());
        loop.advance(Duration.ofSeconds(1));
        assertThat(woken).isEqualTo(1);
        loop.advance(Duration.ofMinutes(10));
        assertThat(woken).isEqualTo(1);
    }

    @Test
    void aStoppedProcessIsNoticedByTheMonotonicClock() {
        watch.start();
        loop.advance(Duration.ofSeconds(5));
        loop.oversleep(Duration.ofMinutes(15));
        assertThat(woken).isEqualTo(1);
    }

    @Test
    void aBusyMachineAndAClockThatIsSetBackAreNoSleep() {
        watch.start();
        loop.advance(Duration.ofSeconds(1));
        loop.oversleep(Duration.ofSeconds(3));
        wallAhead.addAndGet(-Duration.ofDays(1).toMillis());
        loop.advance(Duration.ofSeconds(5));
        assertThat(woken).isZero();
    }

    @Test
    void nothingIsWatchedAfterTheEnd() {
        watch.start();
        loop.runAll();
        watch.close();
        loop.runAll();
        assertThat(loop.waiting()).isZero();
    }
}

package io.callvault.desktop.chaos.child;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.fault.Broken;
import io.callvault.desktop.fault.DiskQuota;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.fault.Point;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The computer a client believes to run on: its clock, its disk, its key store, and where the process dies. Any thread. */
final class Machine {

    /** As good as no limit, and still one that can be lowered. */
    private static final long ROOMY = 1L << 50;

    private final Path keys;
    private final long clockErrorMs;
    private final AtomicLong jumpedNanos = new AtomicLong();
    private final DiskQuota disk = DiskQuota.of(ROOMY);
    private final Trap<Point> trap = new Trap<>(Point.class);

    /** @param clockErrorMs by how much the wall clock is ahead; negative for behind */
    Machine(Path keys, long clockErrorMs) {
        this.keys = keys;
        this.clockErrorMs = clockErrorMs;
    }

    ClientCore.Environment environment(String broken, String timers) {
        InstantSource system = InstantSource.system();
        Faults faults = Faults.none().withPoints(trap::at).withDisk(disk).withBroken(named(broken));
        ClientCore.Environment here = ClientCore.Environment.real()
                .withWall(() -> system.instant().plusMillis(clockErrorMs))
                .withFaults(faults)
                .withKeyStore(new FolderKeyStore(keys));
        return timers.equals("timers") ? here.withNanoTime(() -> System.nanoTime() + jumpedNanos.get()) : here;
    }

    DiskQuota disk() {
        return disk;
    }

    Trap<Point> trap() {
        return trap;
    }

    /** The monotonic clock goes on as after a sleep of so long. */
    void jump(long millis) {
        jumpedNanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static Broken[] named(String names) {
        return names.equals("-")
                ? new Broken[0]
                : Arrays.stream(names.split(",")).map(Broken::valueOf).toArray(Broken[]::new);
    }
}

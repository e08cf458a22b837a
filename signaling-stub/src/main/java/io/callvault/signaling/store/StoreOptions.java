package io.callvault.signaling.store;

import io.callvault.signaling.fault.Broken;
import io.callvault.signaling.fault.Points;
import io.callvault.signaling.store.disk.Disk;
import java.util.Set;

/**
 * What a store stands on, and what goes wrong in it on purpose.
 *
 * @param disk the file layer under the database
 * @param points told on the writer's thread how far each transaction is
 * @param broken guarantees left out; empty but in the oracle's own test
 * @param restored whether the folder is a backup that was put back: it gets a new epoch
 * @param keepEvents how many events of each user are kept, at least 1,000; who comes with an older cursor takes a snapshot
 */
public record StoreOptions(Disk disk, Points points, Set<Broken> broken, boolean restored, long keepEvents) {

    /** Months of a busy person; about 50 MB on disk for each. */
    private static final long KEEP_EVENTS = 100_000;

    /** Far more than a connection may be behind before it has to pull. */
    private static final long LEAST_EVENTS = 1_000;

    public StoreOptions {
        keepEvents = Math.max(keepEvents, LEAST_EVENTS);
        broken = Set.copyOf(broken);
    }

    /** The real disk, and nothing goes wrong. */
    public static StoreOptions real() {
        return new StoreOptions(Disk.normal(), Points.NONE, Set.of(), false, KEEP_EVENTS);
    }
}

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
 */
public record StoreOptions(Disk disk, Points points, Set<Broken> broken, boolean restored) {

    public StoreOptions {
        broken = Set.copyOf(broken);
    }

    /** The real disk, and nothing goes wrong. */
    public static StoreOptions real() {
        return new StoreOptions(Disk.normal(), Points.NONE, Set.of(), false);
    }
}

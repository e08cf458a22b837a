package io.callvault.desktop.fault;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is to go wrong.
 *
 * @param disk how much room the store's files have
 */
public record Faults(Points points, Set<Broken> broken, DiskQuota disk) {

    private static final Faults NONE = new Faults(Points.none(), Set.of(), DiskQuota.unlimited());

    public Faults {
        broken = Set.copyOf(broken);
    }

    /** Nothing: how the app runs. */
    public static Faults none() {
        return NONE;
    }

    public boolean has(Broken mistake) {
        return broken.contains(mistake);
    }

    public Faults withPoints(Points other) {
        return new Faults(other, broken, disk);
    }

    public Faults withBroken(Broken... mistakes) {
        Set<Broken> all = EnumSet.noneOf(Broken.class);
        all.addAll(Set.of(mistakes));
        return new Faults(points, all, disk);
    }

    public Faults withDisk(DiskQuota other) {
        return new Faults(points, broken, other);
    }
}

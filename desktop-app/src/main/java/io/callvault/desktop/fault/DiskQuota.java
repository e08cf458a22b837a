package io.callvault.desktop.fault;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the files of one store may still grow. As on a real disk, writing over what is there always works, and what
 * does not fit is written as far as it fits. Any thread.
 */
public final class DiskQuota {

    /** Beyond any file: nothing is counted. */
    private static final long UNLIMITED = Long.MAX_VALUE;

    private static final DiskQuota NO_LIMIT = new DiskQuota(UNLIMITED);

    private final AtomicLong left;

    private DiskQuota(long left) {
        this.left = new AtomicLong(left);
    }

    /** The disk as it is. */
    public static DiskQuota unlimited() {
        return NO_LIMIT;
    }

    /**
     * A disk that is full after so much growth.
     *
     * @param bytes 0 or more
     */
    public static DiskQuota of(long bytes) {
        return new DiskQuota(Math.max(0, bytes));
    }

    /**
     * Sets how much room there is from now on: 0 for a full disk.
     *
     * @throws IllegalStateException for {@link #unlimited()}, which everybody shares
     */
    public void room(long bytes) {
        if (this == NO_LIMIT) {
            throw new IllegalStateException("the disk as it is cannot be made smaller");
        }
        left.set(Math.max(0, bytes));
    }

    public boolean limited() {
        return left.get() != UNLIMITED;
    }

    /** Takes room for so many bytes, or for as many as there are. */
    public long take(long wanted) {
        if (!limited() || wanted <= 0) {
            return Math.max(0, wanted);
        }
        long before = left.getAndUpdate(room -> room - Math.min(room, wanted));
        return Math.min(before, wanted);
    }

    /** Takes room for all of it. */
    public void takeAll(long wanted) throws IOException {
        long got = take(wanted);
        if (got < wanted) {
            give(got);
            throw full();
        }
    }

    /** A file became shorter, or is gone. */
    public void give(long bytes) {
        if (limited() && bytes > 0) {
            left.addAndGet(bytes);
        }
    }

    /** What a full disk says. */
    public static IOException full() {
        return new IOException("No space left on device");
    }
}

package io.callvault.desktop.store.file;

import io.callvault.desktop.fault.DiskQuota;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the files of one folder share: the disk's room, who is told of damage, and whether they may still be written. */
final class Guard {

    private final DiskQuota disk;
    private final Runnable damaged;
    private final AtomicBoolean fenced = new AtomicBoolean();
    private final AtomicBoolean writeFailed = new AtomicBoolean();

    Guard(DiskQuota disk, Runnable damaged) {
        this.disk = disk;
        this.damaged = damaged;
    }

    DiskQuota disk() {
        return disk;
    }

    void damaged() {
        damaged.run();
    }

    /** From now on every change is refused. */
    void fence() {
        fenced.set(true);
    }

    void allowWrite() throws IOException {
        if (fenced.get()) {
            throw new IOException("this opening of the file was given up");
        }
    }

    void writeFailed() {
        writeFailed.set(true);
    }

    boolean hasWriteFailed() {
        return writeFailed.get();
    }
}

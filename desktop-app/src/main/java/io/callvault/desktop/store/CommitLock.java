package io.callvault.desktop.store;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps reads out between a commit and its fsync, so that nobody is shown what a crash could still take away. Reads take
 * microseconds and the fsync a millisecond: neither waits long.
 */
final class CommitLock {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    Lock reading() {
        return lock.readLock();
    }

    Lock committing() {
        return lock.writeLock();
    }
}

package io.callvault.desktop.store.file;

import io.callvault.desktop.fault.DiskQuota;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file read and written by position. An interrupt of one thread closes a {@link FileChannel} for the whole process: here the
 * file is opened again and the step repeated, and the interrupt is kept for the caller. Any thread.
 */
final class SteadyFile implements Closeable {

    private final Path path;
    private final Set<OpenOption> options;
    private final DiskQuota disk;
    private volatile FileChannel channel;
    private volatile boolean closed;

    SteadyFile(Path path, boolean writable, DiskQuota disk) throws IOException {
        this.path = path;
        this.disk = disk;
        this.options = writable
                ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)
                : Set.of(StandardOpenOption.READ);
        this.channel = FileChannel.open(path, options);
    }

    @FunctionalInterface
    private interface Step<T> {
        T run(FileChannel channel) throws IOException;
    }

    /** Fills the array from the position. */
    void readFully(byte[] into, long position) throws IOException {
        Step<Integer> step = file -> {
            ByteBuffer buffer = ByteBuffer.wrap(into);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, position + buffer.position()) < 0) {
                    throw new EOFException("the file ends before its last block");
                }
            }
            return into.length;
        };
        steadily(step);
    }

    void writeFully(byte[] from, long position) throws IOException {
        int fits = disk.limited() ? room(position, from.length) : from.length;
        Step<Integer> step = file -> {
            ByteBuffer buffer = ByteBuffer.wrap(from, 0, fits);
            while (buffer.hasRemaining()) {
                file.write(buffer, position + buffer.position());
            }
            return fits;
        };
        if (steadily(step) < from.length) {
            throw DiskQuota.full();
        }
    }

    /** How many of these bytes the disk takes. */
    private int room(long position, int length) throws IOException {
        long growth = Math.max(0, position + length - size());
        long missing = growth - disk.take(growth);
        return (int) Math.max(0, length - missing);
    }

    long size() throws IOException {
        return this.<Long>steadily(FileChannel::size);
    }

    void truncate(long size) throws IOException {
        long before = disk.limited() ? size() : 0;
        this.<FileChannel>steadily(file -> file.truncate(size));
        disk.give(before - size);
    }

    void force() throws IOException {
        this.<Boolean>steadily(file -> {
            file.force(false);
            return true;
        });
    }

    /** Another process holds it if this throws or the lock is not valid. */
    FileLock lock() throws IOException {
        return this.<FileLock>steadily(file -> {
            boolean readOnly = !options.contains(StandardOpenOption.WRITE);
            FileLock lock = file.tryLock(0, Long.MAX_VALUE, readOnly);
            if (lock == null) {
                throw new IOException("another program has this file open");
            }
            return lock;
        });
    }

    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }

    private <T> T steadily(Step<T> step) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel file = channel;
                try {
                    return step.run(file);
                } catch (ClosedChannelException e) {
                    if (closed) {
                        throw e;
                    }
                    interrupted |= Thread.interrupted();
                    reopen();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen() throws IOException {
        if (!channel.isOpen()) {
            channel = FileChannel.open(path, options);
        }
    }
}

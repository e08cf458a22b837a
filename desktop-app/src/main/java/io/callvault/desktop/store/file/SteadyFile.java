package io.callvault.desktop.store.file;

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
    private volatile FileChannel channel;
    private volatile boolean closed;

    SteadyFile(Path path, boolean writable) throws IOException {
        this.path = path;
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
        Step<Integer> step = file -> {
            ByteBuffer buffer = ByteBuffer.wrap(from);
            while (buffer.hasRemaining()) {
                file.write(buffer, position + buffer.position());
            }
            return from.length;
        };
        steadily(step);
    }

    long size() throws IOException {
        return this.<Long>steadily(FileChannel::size);
    }

    void truncate(long size) throws IOException {
        this.<FileChannel>steadily(file -> file.truncate(size));
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
            FileLock lock = file.tryLock();
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

package io.callvault.signaling.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;

/**
 * A disk that is full beyond a number of bytes, which may change at any time. As on a real one, what lies inside a file can
 * still be written over. Any thread.
 */
public final class QuotaDisk implements Disk {

    private final String prefix;
    private final boolean foretells;
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private volatile long limit;

    private QuotaDisk(long limit, boolean foretells) {
        this.limit = limit;
        this.foretells = foretells;
        this.prefix = LayeredPath.register(new LayeredPath.Layer() {
            @Override
            public FileChannel open(FilePath real, String mode) throws IOException {
                FileChannel file = real.open(mode);
                sizes.put(real.name, file.size());
                return new QuotaFile(real.name, file);
            }

            @Override
            public void gone(FilePath real) {
                sizes.remove(real.name);
            }
        });
    }

    /** @param bytes all its files together */
    public static QuotaDisk of(long bytes) {
        return new QuotaDisk(bytes, true);
    }

    /** Like {@link #of}, but full without a warning, as when another program takes the last bytes. */
    public static QuotaDisk unannounced(long bytes) {
        return new QuotaDisk(bytes, false);
    }

    public void limit(long bytes) {
        limit = bytes;
    }

    /** Bytes of all its files. */
    public long used() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public long usableBytes(Path folder) {
        return foretells ? Math.max(0, limit - used()) : Long.MAX_VALUE;
    }

    private final class QuotaFile extends FileBaseDefault {

        private final String name;
        private final FileChannel file;

        QuotaFile(String name, FileChannel file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            long grown = position + from.remaining() - file.size();
            if (grown > 0 && used() + grown > limit) {
                throw new IOException("No space left on device");
            }
            int written = file.write(from, position);
            sizes.put(name, file.size());
            return written;
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
            sizes.put(name, file.size());
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long length, boolean shared) throws IOException {
            return file.tryLock(position, length, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}

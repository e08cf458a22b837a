package io.callvault.desktop.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.store.fs.FileBaseDefault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that H2 sees plain and the disk sees sealed: a header with the file's id, then each 4 KiB block on its own. The last
 * block may be shorter. Blocks 0 and 1 are H2's two alternating headers, one of which a power cut may tear: a torn one
 * is shown as zeros, which H2's own checksum refuses in favour of the other. Everywhere else damage is an error and told.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the lock below lets readers run beside each other
final class SealedFile extends FileBaseDefault {

    /** Plain bytes of a block; also H2's own unit of writing. */
    static final int BLOCK = 4096;

    static final int HEADER = 64;

    private static final Logger LOG = LoggerFactory.getLogger(SealedFile.class);

    private static final byte[] MAGIC = {'C', 'V', 'F', 1};
    private static final int ID_LENGTH = 16;
    private static final int SEALED = BLOCK + BlockSeal.OVERHEAD;
    private static final int BATCH = 256;
    private static final int TWIN_HEADERS = 2;

    private final SteadyFile file;
    private final BlockSeal seal;
    private final Guard guard;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private long size;

    SealedFile(Path path, byte[] secret, boolean writable, Guard guard) throws IOException {
        this.file = new SteadyFile(path, writable, guard.disk());
        this.guard = guard;
        byte[] header = new byte[HEADER];
        if (file.size() < HEADER) {
            System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
            byte[] id = new byte[ID_LENGTH];
            new SecureRandom().nextBytes(id);
            System.arraycopy(id, 0, header, MAGIC.length, ID_LENGTH);
            file.writeFully(header, 0);
        } else {
            file.readFully(header, 0);
        }
        if (!Arrays.equals(MAGIC, Arrays.copyOf(header, MAGIC.length))) {
            guard.damaged();
            throw new IOException("not a sealed file of this version");
        }
        this.seal = new BlockSeal(secret, Arrays.copyOfRange(header, MAGIC.length, MAGIC.length + ID_LENGTH));
        this.size = plainSize(file.size());
    }

    /** Plain bytes in a sealed file of that length. */
    static long plainSize(long length) {
        long sealed = Math.max(0, length - HEADER);
        return sealed / SEALED * BLOCK + Math.max(0, sealed % SEALED - BlockSeal.OVERHEAD);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        lock.readLock().lock();
        try {
            if (position >= size) {
                return into.hasRemaining() ? -1 : 0;
            }
            int length = (int) Math.min(into.remaining(), size - position);
            int done = 0;
            while (done < length) {
                long block = (position + done) / BLOCK;
                int within = (int) ((position + done) % BLOCK);
                int blocks = Math.min(BATCH, (within + length - done + BLOCK - 1) / BLOCK);
                byte[] plain = load(block, blocks);
                int part = Math.min(plain.length - within, length - done);
                into.put(plain, within, part);
                done += part;
            }
            return length;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        lock.writeLock().lock();
        try {
            if (position > size) {
                extend(position);
            }
            int length = from.remaining();
            int done = 0;
            while (done < length) {
                long block = (position + done) / BLOCK;
                int within = (int) ((position + done) % BLOCK);
                int blocks = Math.min(BATCH, (within + length - done + BLOCK - 1) / BLOCK);
                int part = Math.min(blocks * BLOCK - within, length - done);
                store(block, merged(block, within, from, part));
                done += part;
            }
            return length;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public long size() {
        lock.readLock().lock();
        try {
            return size;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    protected void implTruncate(long newSize) throws IOException {
        lock.writeLock().lock();
        try {
            if (newSize >= size) {
                return;
            }
            guard.allowWrite();
            long block = newSize / BLOCK;
            int rest = (int) (newSize % BLOCK);
            byte[] tail = rest == 0 ? new byte[0] : Arrays.copyOf(load(block, 1), rest);
            file.truncate(HEADER + block * SEALED);
            size = block * BLOCK;
            if (rest > 0) {
                store(block, tail);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force();
    }

    @Override
    public FileLock tryLock(long position, long length, boolean shared) throws IOException {
        return file.lock();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    /** Zeros up to there: H2 may write behind the end. */
    private void extend(long newSize) throws IOException {
        while (size < newSize) {
            long block = size / BLOCK;
            int within = (int) (size % BLOCK);
            int part = (int) Math.min(BLOCK - within, newSize - size);
            store(block, merged(block, within, ByteBuffer.allocate(part), part));
        }
    }

    /** What the blocks hold with {@code length} bytes laid over them; bytes of a block that stay are read first. */
    private byte[] merged(long block, int within, ByteBuffer from, int length) throws IOException {
        long start = block * BLOCK;
        long oldEnd = Math.min(size, start + (within + length + BLOCK - 1L) / BLOCK * BLOCK);
        int total = (int) Math.max(within + length, oldEnd - start);
        byte[] plain = new byte[total];
        if (within > 0) {
            byte[] first = load(block, 1);
            System.arraycopy(first, 0, plain, 0, Math.min(first.length, total));
        }
        int last = (within + length) / BLOCK;
        if (total > within + length && (last > 0 || within == 0)) {
            byte[] old = load(block + last, 1);
            System.arraycopy(old, 0, plain, last * BLOCK, Math.min(old.length, total - last * BLOCK));
        }
        from.get(plain, within, length);
        return plain;
    }

    private byte[] load(long block, int blocks) throws IOException {
        int plainLength = (int) Math.min((long) blocks * BLOCK, size - block * BLOCK);
        int count = (plainLength + BLOCK - 1) / BLOCK;
        byte[] sealed = new byte[plainLength + count * BlockSeal.OVERHEAD];
        file.readFully(sealed, HEADER + block * SEALED);
        byte[] plain = new byte[plainLength];
        for (int i = 0; i < count; i++) {
            int length = Math.min(BLOCK, plainLength - i * BLOCK);
            Optional<byte[]> opened = seal.open(block + i, sealed, i * SEALED, length + BlockSeal.OVERHEAD);
            if (opened.isPresent()) {
                System.arraycopy(opened.get(), 0, plain, i * BLOCK, length);
            } else if (block + i >= TWIN_HEADERS) {
                guard.damaged();
                throw new IOException("block " + (block + i) + " is damaged");
            }
        }
        return plain;
    }

    private void store(long block, byte[] plain) throws IOException {
        int count = (plain.length + BLOCK - 1) / BLOCK;
        byte[] sealed = new byte[plain.length + count * BlockSeal.OVERHEAD];
        for (int i = 0; i < count; i++) {
            int length = Math.min(BLOCK, plain.length - i * BLOCK);
            seal.seal(block + i, plain, i * BLOCK, length, sealed, i * SEALED);
        }
        guard.allowWrite();
        try {
            file.writeFully(sealed, HEADER + block * SEALED);
        } catch (IOException e) {
            guard.writeFailed();
            cutBack();
            throw e;
        }
        size = Math.max(size, block * BLOCK + plain.length);
    }

    /** The disk took a part of what should stand behind the end: a torn block would be taken for damage. */
    private void cutBack() {
        long rest = size % BLOCK;
        long length = HEADER + size / BLOCK * SEALED + (rest == 0 ? 0 : rest + BlockSeal.OVERHEAD);
        try {
            if (file.size() > length) {
                file.truncate(length);
            }
        } catch (IOException e) {
            LOG.warn("the end of the file could not be cut back", e);
        }
    }
}

package io.callvault.signaling.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.h2.store.fs.FileBaseDefault;

/** A file whose writes stand in memory until they are forced; see {@link PowerLossDisk}. */
final class Unforced extends FileBaseDefault {

    private static final int PAGE = 4096;

    private final FileChannel file;
    private final BooleanSupplier cut;
    private final SortedMap<Long, byte[]> pages = new TreeMap<>();
    private long size;

    /** Bytes of the real file that still count; those behind were cut off since it was forced. */
    private long kept;

    Unforced(FileChannel file, BooleanSupplier cut) throws IOException {
        this.file = file;
        this.cut = cut;
        this.size = file.size();
        this.kept = size;
    }

    synchronized long pending() {
        return (long) pages.size() * PAGE;
    }

    @Override
    public synchronized int read(ByteBuffer into, long position) throws IOException {
        powered();
        if (position >= size) {
            return into.hasRemaining() ? -1 : 0;
        }
        int length = (int) Math.min(into.remaining(), size - position);
        for (int done = 0; done < length; ) {
            int within = (int) ((position + done) % PAGE);
            int part = Math.min(PAGE - within, length - done);
            into.put(page((position + done) / PAGE), within, part);
            done += part;
        }
        return length;
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
        powered();
        int length = from.remaining();
        for (int done = 0; done < length; ) {
            long number = (position + done) / PAGE;
            int within = (int) ((position + done) % PAGE);
            int part = Math.min(PAGE - within, length - done);
            byte[] page = page(number);
            from.get(page, within, part);
            pages.put(number, page);
            done += part;
        }
        size = Math.max(size, position + length);
        return length;
    }

    @Override
    public synchronized long size() throws IOException {
        powered();
        return size;
    }

    @Override
    protected synchronized void implTruncate(long newSize) throws IOException {
        powered();
        if (newSize >= size) {
            return;
        }
        size = newSize;
        kept = Math.min(kept, newSize);
        pages.tailMap((newSize + PAGE - 1) / PAGE).clear();
        byte[] last = pages.get(newSize / PAGE);
        if (last != null) {
            Arrays.fill(last, (int) (newSize % PAGE), PAGE, (byte) 0);
        }
    }

    @Override
    public synchronized void force(boolean metaData) throws IOException {
        powered();
        if (kept < file.size()) {
            file.truncate(kept);
        }
        for (Map.Entry<Long, byte[]> entry : pages.entrySet()) {
            long start = entry.getKey() * PAGE;
            ByteBuffer page = ByteBuffer.wrap(entry.getValue(), 0, (int) Math.min(PAGE, size - start));
            while (page.hasRemaining()) {
                powered();
                file.write(page, start + page.position());
            }
        }
        file.force(metaData);
        pages.clear();
        kept = size;
    }

    @Override
    public FileLock tryLock(long position, long length, boolean shared) throws IOException {
        return file.tryLock(position, length, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        try {
            if (!cut.getAsBoolean() && pending() > 0) {
                force(true);
            }
        } finally {
            file.close();
        }
    }

    /** The page as H2 sees it: of its own if it was written, else read. */
    private byte[] page(long number) throws IOException {
        byte[] written = pages.get(number);
        if (written != null) {
            return written;
        }
        byte[] page = new byte[PAGE];
        long start = number * PAGE;
        ByteBuffer into = ByteBuffer.wrap(page, 0, Math.clamp(kept - start, 0, PAGE));
        while (into.hasRemaining() && file.read(into, start + into.position()) > 0) {}
        return page;
    }

    private void powered() throws IOException {
        if (cut.getAsBoolean()) {
            throw new IOException("the power is gone");
        }
    }
}

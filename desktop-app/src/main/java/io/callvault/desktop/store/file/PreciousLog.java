package io.callvault.desktop.store.file;

import io.callvault.desktop.fault.DiskQuota;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An append-only file of sealed, numbered records, for what no server could give back. {@code 'CVL' 1 | id16 | (length4 |
 * nonce12 | ciphertext | tag16)*}. A torn end is no record; a damaged record costs itself alone. One thread at a time.
 */
public final class PreciousLog implements Closeable {

    private static final byte[] MAGIC = {'C', 'V', 'L', 1};
    private static final int ID_LENGTH = 16;
    private static final int HEADER = MAGIC.length + ID_LENGTH;
    private static final int LARGEST = 1 << 20;

    private final SteadyFile file;
    private final BlockSeal seal;
    private long position = HEADER;
    private long number;
    private long undoPosition = HEADER;
    private long undoNumber;

    private PreciousLog(SteadyFile file, BlockSeal seal) {
        this.file = file;
        this.seal = seal;
    }

    /**
     * What a log still tells.
     *
     * @param whole whether nothing in it was unreadable but a torn end, which a crash leaves
     * @param complete whether there is no torn end either, which a changed length looks like
     */
    public record Found(List<byte[]> records, boolean whole, boolean complete) {}

    /** What can still be read of a log; nothing if there is none. */
    public static Found read(Path path, byte[] secret) throws IOException {
        List<byte[]> records = new ArrayList<>();
        if (!Files.exists(path)) {
            return new Found(records, true, true);
        }
        byte[] all = Files.readAllBytes(path);
        if (all.length < HEADER || !Arrays.equals(MAGIC, Arrays.copyOf(all, MAGIC.length))) {
            return new Found(records, false, false);
        }
        BlockSeal seal = new BlockSeal(secret, Arrays.copyOfRange(all, MAGIC.length, HEADER));
        boolean whole = true;
        int at = HEADER;
        for (long number = 0; at + Integer.BYTES <= all.length; number++) {
            int length = ByteBuffer.wrap(all).getInt(at);
            at += Integer.BYTES;
            if (length < BlockSeal.OVERHEAD || length > LARGEST) {
                return new Found(records, false, false);
            }
            if (length > all.length - at) {
                break;
            }
            Optional<byte[]> record = seal.open(number, all, at, length);
            record.ifPresent(records::add);
            whole &= record.isPresent();
            at += length;
        }
        return new Found(records, whole, whole && at == all.length);
    }

    /** Replaces the log at once and durably by a new one that holds these records. */
    public static PreciousLog replace(Path path, byte[] secret, DiskQuota disk, List<byte[]> records)
            throws IOException {
        byte[] header = new byte[HEADER];
        byte[] id = new byte[ID_LENGTH];
        new SecureRandom().nextBytes(id);
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        System.arraycopy(id, 0, header, MAGIC.length, ID_LENGTH);
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        BlockSeal seal = new BlockSeal(secret, id);
        PreciousLog written = new PreciousLog(new SteadyFile(fresh, true, disk), seal);
        try (written) {
            written.file.writeFully(header, 0);
            written.append(records, true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // Or a power cut could bring the old name back, and what is appended from now on would stand in a file without
        // one.
        Folders.force(path.resolveSibling("."));
        PreciousLog log = new PreciousLog(new SteadyFile(path, true, disk), seal);
        log.position = written.position;
        log.number = written.number;
        return log;
    }

    /**
     * Appends all of them; after a failure none of them counts, and the next append takes their place.
     *
     * @param durable whether they are on the disk when this returns
     */
    public void append(List<byte[]> records, boolean durable) throws IOException {
        int total = 0;
        for (byte[] each : records) {
            total += Integer.BYTES + each.length + BlockSeal.OVERHEAD;
        }
        byte[] out = new byte[total];
        int at = 0;
        long next = number;
        for (byte[] each : records) {
            int length = each.length + BlockSeal.OVERHEAD;
            ByteBuffer.wrap(out).putInt(at, length);
            at += Integer.BYTES;
            seal.seal(next, each, 0, each.length, out, at);
            at += length;
            next++;
        }
        undoPosition = position;
        undoNumber = number;
        file.writeFully(out, position);
        if (durable) {
            file.force();
        }
        position += total;
        number = next;
    }

    /** What was appended last does not count: the change that it stands for was not made. */
    public void undo() throws IOException {
        position = undoPosition;
        number = undoNumber;
        file.truncate(position);
    }

    /** Length of the file in bytes. */
    public long length() {
        return position;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.callvault.desktop.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A small file beside the database that says: it exists, and holds at least this generation. A database that is missing, cut
 * short or an old copy does not fit it, where H2 alone would open an empty or older one in silence.
 */
public final class Anchor {

    private static final byte[] MAGIC = {'C', 'V', 'A', 1};
    private static final int SIGNED = MAGIC.length + Long.BYTES;
    private static final int MAC = 32;

    private final Path path;
    private final SecretKeySpec key;

    /**
     * @param secret 32 bytes
     */
    public Anchor(Path path, byte[] secret) {
        this.path = path;
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** What the file says. */
    public sealed interface Found {

        record Missing() implements Found {}

        /** It was not written with this key, or changed since. */
        record Foreign() implements Found {}

        record Says(long generation) implements Found {}
    }

    public Found read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return new Found.Missing();
        }
        if (bytes.length != SIGNED + MAC
                || !MessageDigest.isEqual(
                        mac(Arrays.copyOf(bytes, SIGNED)), Arrays.copyOfRange(bytes, SIGNED, bytes.length))) {
            return new Found.Foreign();
        }
        return new Found.Says(ByteBuffer.wrap(bytes).getLong(MAGIC.length));
    }

    /** Replaces the file at once and durably. The database holds the generation already. */
    public void write(long generation) throws IOException {
        byte[] signed =
                ByteBuffer.allocate(SIGNED).put(MAGIC).putLong(generation).array();
        ByteBuffer all = ByteBuffer.allocate(SIGNED + MAC).put(signed).put(mac(signed));
        all.flip();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (all.hasRemaining()) {
                out.write(all);
            }
            out.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] mac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}

package io.callvault.model.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.HKDFParameters;

/** SHA-256, HKDF-SHA-256 (RFC 5869) and Argon2id (RFC 9106). Stateless, any thread. */
public final class Digests {

    private static final int ARGON2_MEMORY_KIB = 64 * 1024;
    private static final int ARGON2_PASSES = 3;
    private static final int ARGON2_LANES = 4;

    private Digests() {}

    public static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A subkey for one purpose.
     *
     * @param master at least 32 random bytes
     * @param purpose a name that no other use shares, for example {@code cv/db/v1}
     * @param length 1 to 8,160 bytes
     */
    public static byte[] subkey(byte[] master, String purpose, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(master, null, purpose.getBytes(StandardCharsets.UTF_8)));
        byte[] out = new byte[length];
        hkdf.generateBytes(out, 0, length);
        return out;
    }

    /**
     * A 32-byte key from a passphrase, with the second recommended parameter set of RFC 9106, section 4 (64 MiB, 3 passes).
     *
     * @param salt 16 random bytes
     */
    public static byte[] passphraseKey(char[] passphrase, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(ARGON2_MEMORY_KIB)
                .withIterations(ARGON2_PASSES)
                .withParallelism(ARGON2_LANES)
                .withSalt(salt)
                .build());
        byte[] out = new byte[32];
        generator.generateBytes(passphrase, out);
        return out;
    }
}

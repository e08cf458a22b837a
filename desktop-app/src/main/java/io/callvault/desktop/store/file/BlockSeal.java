package io.callvault.desktop.store.file;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals blocks with AES-256-GCM (NIST SP 800-38D): a fresh random nonce each time, file id and block number as additional
 * data, a subkey for each file. A block holds only where it was written: flipped, moved or foreign ones are found.
 */
final class BlockSeal {

    /** Bytes a sealed block is longer: nonce 12, tag 16. */
    static final int OVERHEAD = 28;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final byte[] fileId;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret 32 bytes; the file's own key is derived from it
     * @param fileId 16 bytes, random for every file
     */
    BlockSeal(byte[] secret, byte[] fileId) {
        String purpose = "cv/file/v1/" + Bytes.copyOf(fileId).base64Url();
        this.key = new SecretKeySpec(Digests.subkey(secret, purpose, 32), "AES");
        this.fileId = fileId.clone();
    }

    /** Writes nonce, ciphertext and tag to {@code out}. */
    void seal(long block, byte[] plain, int offset, int length, byte[] out, int outOffset) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, out, outOffset, NONCE);
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce, block).doFinal(plain, offset, length, out, outOffset + NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** The plain bytes, or empty if these are not the bytes that were sealed for this place. */
    Optional<byte[]> open(long block, byte[] sealed, int offset, int length) {
        byte[] nonce = new byte[NONCE];
        System.arraycopy(sealed, offset, nonce, 0, NONCE);
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, nonce, block).doFinal(sealed, offset + NONCE, length - NONCE));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, long block) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(fileId.length + Long.BYTES)
                .put(fileId)
                .putLong(block)
                .flip());
        return cipher;
    }
}

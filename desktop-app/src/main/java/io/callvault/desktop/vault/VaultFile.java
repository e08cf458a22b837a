package io.callvault.desktop.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of {@code vault.cv}: {@code 'CVV' 1 | protection1 | salt16 | box(master32) | box(secrets)}; the head is additional
 * data of both boxes, so that the kind of protection cannot be changed unseen.
 *
 * @param salt of the passphrase; random in any case
 * @param wrapped the master key, sealed with the wrapping key
 * @param secrets everything else, sealed with a subkey of the master key
 */
record VaultFile(Protection protection, byte[] salt, byte[] wrapped, byte[] secrets) {

    static final int MASTER_LENGTH = 32;
    static final int SALT_LENGTH = 16;

    private static final byte[] MAGIC = {'C', 'V', 'V', 1};
    private static final int HEAD = MAGIC.length + 1 + SALT_LENGTH;
    private static final int WRAPPED = MASTER_LENGTH + AeadBox.OVERHEAD;
    private static final int MOST_SECRETS = 1 << 20;

    byte[] context() {
        return context(protection, salt);
    }

    static byte[] context(Protection protection, byte[] salt) {
        return ByteBuffer.allocate(HEAD)
                .put(MAGIC)
                .put((byte) protection.code())
                .put(salt)
                .array();
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + WRAPPED + secrets.length)
                .put(context())
                .put(wrapped)
                .put(secrets)
                .array();
    }

    /** Empty if these are not the bytes of a vault of a known version. */
    static Optional<VaultFile> parse(byte[] bytes) {
        if (bytes.length < HEAD + WRAPPED || bytes.length > HEAD + WRAPPED + MOST_SECRETS) {
            return Optional.empty();
        }
        if (!Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            return Optional.empty();
        }
        return Protection.of(bytes[MAGIC.length])
                .map(protection -> new VaultFile(
                        protection,
                        Arrays.copyOfRange(bytes, MAGIC.length + 1, HEAD),
                        Arrays.copyOfRange(bytes, HEAD, HEAD + WRAPPED),
                        Arrays.copyOfRange(bytes, HEAD + WRAPPED, bytes.length)));
    }

    /** Name length, name, value length, value; for each secret. Stands inside an authenticated box. */
    static byte[] encode(Map<SecretName, byte[]> secrets) {
        int length = 0;
        for (Map.Entry<SecretName, byte[]> each : secrets.entrySet()) {
            length += 1 + each.getKey().name().length() + Integer.BYTES + each.getValue().length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        secrets.forEach((key, value) -> {
            byte[] name = key.name().getBytes(StandardCharsets.US_ASCII);
            out.put((byte) name.length).put(name).putInt(value.length).put(value);
        });
        return out.array();
    }

    static Map<SecretName, byte[]> decode(byte[] bytes) {
        Map<SecretName, byte[]> secrets = new EnumMap<>(SecretName.class);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            byte[] name = new byte[in.get()];
            in.get(name);
            byte[] value = new byte[in.getInt()];
            in.get(value);
            secrets.put(SecretName.valueOf(new String(name, StandardCharsets.US_ASCII)), value);
        }
        return secrets;
    }
}

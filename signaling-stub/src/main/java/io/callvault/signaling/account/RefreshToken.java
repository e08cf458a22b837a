package io.callvault.signaling.account;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/**
 * A refresh token: {@code session16 | random32}, base64url. The server keeps only the hash.
 *
 * @param hash SHA-256 of the whole token, base64url
 */
record RefreshToken(UUID session, String text, String hash) {

    private static final int LENGTH = 16 + 32;

    static RefreshToken issue(UUID session, SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return of(
                session,
                ByteBuffer.allocate(LENGTH)
                        .putLong(session.getMostSignificantBits())
                        .putLong(session.getLeastSignificantBits())
                        .put(secret)
                        .array());
    }

    static Optional<RefreshToken> parse(String text) {
        try {
            byte[] bytes = Bytes.ofBase64Url(text).toArray();
            if (bytes.length != LENGTH) {
                return Optional.empty();
            }
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return Optional.of(of(new UUID(in.getLong(), in.getLong()), bytes));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static RefreshToken of(UUID session, byte[] bytes) {
        return new RefreshToken(
                session,
                Bytes.copyOf(bytes).base64Url(),
                Bytes.copyOf(Digests.sha256(bytes)).base64Url());
    }

    @Override
    public String toString() {
        return "RefreshToken[" + session + "]";
    }
}

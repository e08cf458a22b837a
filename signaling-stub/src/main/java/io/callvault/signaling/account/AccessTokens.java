package io.callvault.signaling.account;

import io.callvault.model.crypto.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Access tokens: {@code session16 | expires8 | HMAC-SHA-256}, base64url. They outlive a restart of the server; a revoked
 * session ends them, because the session is looked up at every use. Immutable, any thread.
 */
final class AccessTokens {

    private static final int SIGNED_LENGTH = 16 + 8;
    private static final int LENGTH = SIGNED_LENGTH + 32;

    /** What a genuine token says. */
    record Claim(UUID session, long expiresAt) {}

    private final SecretKeySpec secret;

    AccessTokens(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    String issue(Claim claim) {
        byte[] signed = ByteBuffer.allocate(SIGNED_LENGTH)
                .putLong(claim.session().getMostSignificantBits())
                .putLong(claim.session().getLeastSignificantBits())
                .putLong(claim.expiresAt())
                .array();
        return Bytes.copyOf(
                        ByteBuffer.allocate(LENGTH).put(signed).put(mac(signed)).array())
                .base64Url();
    }

    /** The claim, if this server made the token; it may be expired. */
    Optional<Claim> read(String token) {
        byte[] bytes;
        try {
            bytes = Bytes.ofBase64Url(token).toArray();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED_LENGTH);
        if (!MessageDigest.isEqual(mac(signed), Arrays.copyOfRange(bytes, SIGNED_LENGTH, LENGTH))) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(signed);
        return Optional.of(new Claim(new UUID(in.getLong(), in.getLong()), in.getLong()));
    }

    private byte[] mac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}

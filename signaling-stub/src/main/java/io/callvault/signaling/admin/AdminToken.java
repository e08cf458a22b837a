package io.callvault.signaling.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What an administrator has to show. Only its SHA-256 is kept, and compared in constant time. Immutable, any thread. */
public final class AdminToken {

    /** Shorter ones could be guessed. */
    public static final int LEAST_CHARS = 16;

    private final byte[] hash;

    private AdminToken(byte[] hash) {
        this.hash = hash;
    }

    /**
     * @param token at least {@link #LEAST_CHARS} characters
     * @throws IllegalArgumentException if it is shorter; the message does not hold it
     */
    public static AdminToken of(String token) {
        if (token.strip().length() < LEAST_CHARS) {
            throw new IllegalArgumentException("an admin token has at least " + LEAST_CHARS + " characters");
        }
        return new AdminToken(sha256(token.strip()));
    }

    public boolean matches(String presented) {
        return MessageDigest.isEqual(sha256(presented), hash);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "AdminToken[]";
    }
}

package io.callvault.model.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * An immutable byte string with value equality. {@link #equals} does not run in constant time: secrets are compared with
 * {@link #sameAs}. {@link #toString} tells the length alone, so that no key or message text reaches a log.
 */
public final class Bytes {

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    public static Bytes copyOf(byte[] value) {
        return new Bytes(value.clone());
    }

    /**
     * Reads unpadded base64url (RFC 4648, section 5).
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Bytes ofBase64Url(String text) {
        if (text.indexOf('=') >= 0) {
            throw new IllegalArgumentException("base64url has no padding here");
        }
        return new Bytes(Base64.getUrlDecoder().decode(text));
    }

    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    public byte[] toArray() {
        return value.clone();
    }

    public int length() {
        return value.length;
    }

    /** Constant-time comparison for secrets and digests. */
    public boolean sameAs(Bytes other) {
        return MessageDigest.isEqual(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return value.length + " bytes";
    }
}

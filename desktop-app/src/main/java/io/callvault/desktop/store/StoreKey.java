package io.callvault.desktop.store;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;

/** The secret the store's files are sealed with. Its text form tells nothing. */
public final class StoreKey {

    /** Length in bytes. */
    public static final int LENGTH = 32;

    private final byte[] secret;

    /**
     * @throws IllegalArgumentException if the key is not 32 bytes
     */
    public StoreKey(Bytes secret) {
        if (secret.length() != LENGTH) {
            throw new IllegalArgumentException("a store key has 32 bytes");
        }
        this.secret = secret.toArray();
    }

    byte[] subkey(String purpose) {
        return Digests.subkey(secret, purpose, LENGTH);
    }

    @Override
    public String toString() {
        return "StoreKey";
    }
}

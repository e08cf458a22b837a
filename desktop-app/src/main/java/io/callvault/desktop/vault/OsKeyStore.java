package io.callvault.desktop.vault;

import io.callvault.model.crypto.Bytes;
import java.util.Optional;

/**
 * The operating system's store for secrets (Secret Service, DPAPI, Keychain). Calls may take a second and may ask the user.
 */
public interface OsKeyStore {

    /** Whether this machine has one that works now: one that is locked, or whose owner refuses, does not. */
    boolean available();

    /** The secret of that name; empty if this store, which works, has none. */
    Optional<Bytes> load(String name);

    /** Keeps a secret; false if the store did not take it. */
    boolean save(String name, Bytes secret);

    /** A machine without one. */
    static OsKeyStore none() {
        return new OsKeyStore() {
            @Override
            public boolean available() {
                return false;
            }

            @Override
            public Optional<Bytes> load(String name) {
                return Optional.empty();
            }

            @Override
            public boolean save(String name, Bytes secret) {
                return false;
            }
        };
    }
}

package io.callvault.desktop.vault;

import java.util.Optional;

/** Whether the keys of a profile are at hand. */
public sealed interface VaultState {

    record Open(Vault vault) implements VaultState {}

    /** A passphrase is needed. */
    record Locked(Unlock unlock) implements VaultState {}

    /**
     * The system's key store works and no longer has the key, and there is no spare one: nobody can read this profile any more.
     * {@link Vaults#setAside} makes room for a new one.
     */
    record KeyLost() implements VaultState {}

    /** Tries a passphrase. */
    @FunctionalInterface
    interface Unlock {

        /** The open vault; empty if this is not the passphrase. Takes 0.1 s on purpose; the array is not kept. */
        Optional<Vault> with(char[] passphrase) throws VaultException;
    }
}

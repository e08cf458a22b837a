package io.callvault.desktop.store.row;

import io.callvault.model.crypto.Bytes;

/**
 * Where this device's chain of envelopes in a conversation stands.
 *
 * @param counter of the last envelope; 0 before the first
 * @param hash what the next one carries as {@code previousHash}; zeros before the first
 */
public record ChainLink(long counter, Bytes hash) {}

/**
 * Exact bytes and their signatures: envelopes, device certificates, request signatures, key derivation. The only importer
 * of BouncyCastle. Stateless or immutable, any thread. Every format here is one page in PROTOCOL.md.
 */
@NullMarked
package io.callvault.model.crypto;

import org.jspecify.annotations.NullMarked;

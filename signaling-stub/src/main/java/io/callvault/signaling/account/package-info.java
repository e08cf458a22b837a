/**
 * Who may do what: accounts and devices certified by Ed25519 identity keys, sessions with short access tokens and rotating
 * refresh tokens, signed requests, and contacts. Plain Java; methods run on the callers' worker threads (they verify
 * signatures and read), writes are handed to the store. Called by {@code server} (HTTP) and {@code session} (WebSocket).
 */
@NullMarked
package io.callvault.signaling.account;

import org.jspecify.annotations.NullMarked;

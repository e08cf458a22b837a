/**
 * Relays for media (RFC 8656): which ones there are and the credentials for them ({@link TurnServers}), and, where the operator runs
 * none, the system's coturn as a child process ({@link Coturn}), which one thread watches. Knows no other room. Called by
 * {@code server}.
 */
@NullMarked
package io.callvault.signaling.turn;

import org.jspecify.annotations.NullMarked;

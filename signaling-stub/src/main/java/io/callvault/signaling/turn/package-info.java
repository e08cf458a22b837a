/**
 * Relays for media (RFC 8656): which ones there are and the credentials for them ({@link TurnServers}). Knows no other room. Called
 * by {@code server}. Any thread.
 */
@NullMarked
package io.callvault.signaling.turn;

import org.jspecify.annotations.NullMarked;

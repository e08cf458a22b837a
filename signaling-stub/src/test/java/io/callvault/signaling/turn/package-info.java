/** Relays and their credentials. Used by tests alone. */
@NullMarked
package io.callvault.signaling.turn;

import org.jspecify.annotations.NullMarked;

/**
 * Keys at rest: one random master key per profile, everything else derived from it or sealed under it, and the lock that keeps
 * two processes out of one profile. Any thread, but not the FX thread: a passphrase takes 0.1 s. Called by the composition
 * root and by account; knows neither the store nor the network.
 */
@NullMarked
package io.callvault.desktop.vault;

import org.jspecify.annotations.NullMarked;

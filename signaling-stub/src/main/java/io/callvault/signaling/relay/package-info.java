/**
 * Messages: order, store, acknowledge, fan out; receipts; what a device pulls to catch up; groups. Plain Java. Reads and
 * signature checks block on the caller's worker thread; writes are handed to the store. Called by {@code session} (frames),
 * {@code server} (HTTP) and {@code bot}.
 */
@NullMarked
package io.callvault.signaling.relay;

import org.jspecify.annotations.NullMarked;

/**
 * The database of one profile: every write is one transaction on the thread {@code cv-store}, durable before anybody hears of
 * it; reads run beside it on the caller's thread, never on the FX thread. {@link io.callvault.desktop.store.Store} is the door,
 * {@link io.callvault.desktop.store.Tx} gives the store of each aggregate. Called by chat, contact, account, sync and search;
 * the only importer of JDBC and H2. A thread inside the store is never interrupted.
 */
@NullMarked
package io.callvault.desktop.store;

import org.jspecify.annotations.NullMarked;

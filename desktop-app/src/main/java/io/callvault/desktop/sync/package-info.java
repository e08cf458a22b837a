/**
 * Keeps this device and the server the same: {@link io.callvault.desktop.sync.OutboxPump} sends what the store holds,
 * {@link io.callvault.desktop.sync.Inbox} applies what comes, each batch in one transaction. State lives on one loop
 * ("cv-sync"), HTTP answers and store commits hop back to it. Put together by {@link io.callvault.desktop.sync.SyncService}.
 */
@NullMarked
package io.callvault.desktop.sync;

import org.jspecify.annotations.NullMarked;

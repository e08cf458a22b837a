/**
 * Rows as the store gives and takes them: immutable values, any thread, no JDBC. Made by {@code desktop.store}, read by chat,
 * contact, account and sync.
 */
@NullMarked
package io.callvault.desktop.store.row;

import org.jspecify.annotations.NullMarked;

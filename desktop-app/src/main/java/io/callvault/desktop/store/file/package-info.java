/**
 * The store's files on disk: sealed blocks under H2, and the anchor that notices a file that was cut short, swapped or lost.
 * Any thread may call; an interrupt never closes a file for the others. Called by {@code desktop.store} alone.
 */
@NullMarked
package io.callvault.desktop.store.file;

import org.jspecify.annotations.NullMarked;

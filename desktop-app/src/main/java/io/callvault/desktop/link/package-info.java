/**
 * The way to the server: {@link io.callvault.desktop.link.ServerLink} carries frames over a connection that is kept up by
 * {@link io.callvault.desktop.link.ConnectionManager}; {@link io.callvault.desktop.link.ApiClient} makes typed HTTP calls.
 * Which transport is used when is the {@link io.callvault.desktop.link.Ladder}'s. State lives on one loop ("cv-link"); sockets call in from their own threads, and
 * everybody else may call from any. Used by account, contact and sync; knows nothing of the store.
 */
@NullMarked
package io.callvault.desktop.link;

import org.jspecify.annotations.NullMarked;

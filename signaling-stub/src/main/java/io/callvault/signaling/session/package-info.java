/**
 * Authenticated connections: one {@link Session} each, carried by a WebSocket ({@link SocketLink}) or by requests
 * ({@link HttpSessions}); all of a user's are found through the {@link SessionHub}. What touches a connection runs on its event
 * loop and never blocks; frames are decoded and carried out in order on a lane of the worker threads. Started by {@code server};
 * hears of stored events through {@link SessionHub#news}.
 */
@NullMarked
package io.callvault.signaling.session;

import org.jspecify.annotations.NullMarked;

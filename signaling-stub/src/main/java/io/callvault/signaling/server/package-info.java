/**
 * Starts and stops the backend and puts its parts together: configuration, one port for HTTP and WebSocket, routes, problems.
 * HTTP bodies are read on the event loops, bounded; everything else runs on worker threads. Entry points:
 * {@link SignalingServer} in process, {@link ServerMain} from the command line.
 */
@NullMarked
package io.callvault.signaling.server;

import org.jspecify.annotations.NullMarked;

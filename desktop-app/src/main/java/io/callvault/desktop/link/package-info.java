/**
 * The connection to the backend: transports, reconnecting, heartbeat, clock offset. The only importer of Java-WebSocket.
 * {@link io.callvault.desktop.link.LinkMonitor} is what a screen may see of it.
 */
@NullMarked
package io.callvault.desktop.link;

import org.jspecify.annotations.NullMarked;

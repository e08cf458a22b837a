/**
 * The three ways to carry frames: {@link io.callvault.desktop.link.transport.WebSocketTransport}, and
 * {@link io.callvault.desktop.link.transport.HttpTransport} with commands up and either server-sent events or long polls down.
 * The only importer of Java-WebSocket. Made by the composition root; the link decides which one is used when. What sockets
 * tell comes on their own threads; the HTTP connections live on the link's loop.
 */
@NullMarked
package io.callvault.desktop.link.transport;

import org.jspecify.annotations.NullMarked;

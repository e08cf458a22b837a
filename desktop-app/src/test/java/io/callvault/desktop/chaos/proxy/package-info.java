/**
 * The network between a client and the server, as bad as it is told to be: understands HTTP exchanges, WebSocket frames
 * (RFC 6455) and server-sent events, so that it can lose, double, swap, hold back, slice, reset or swallow one of them. One
 * entrance a device, loopback only, one virtual thread a direction. Started by the chaos run; knows nothing of Call Vault's frames.
 */
@NullMarked
package io.callvault.desktop.chaos.proxy;

import org.jspecify.annotations.NullMarked;

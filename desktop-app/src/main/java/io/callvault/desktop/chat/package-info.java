/**
 * Conversations and their messages, as the screens need them. {@link io.callvault.desktop.chat.ChatService} is called from the
 * FX thread and returns at once; its news come from the store thread after the commit, and a screen hops once to the FX
 * thread. Knows nothing of JavaFX, JDBC or the network.
 */
@NullMarked
package io.callvault.desktop.chat;

import org.jspecify.annotations.NullMarked;

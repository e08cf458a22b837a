/**
 * Calls between two devices: who may call whom, that an invite is not lost, who has accepted, when it is over. What is signalled
 * is passed on unread (docs/calls.md). A call's frames are carried out one after the other ({@link LiveCall}), on worker threads or
 * on the store's writer; nothing here blocks. Called by {@code session} with what devices send; one thread of its own lets calls
 * time out.
 */
@NullMarked
package io.callvault.signaling.call;

import org.jspecify.annotations.NullMarked;

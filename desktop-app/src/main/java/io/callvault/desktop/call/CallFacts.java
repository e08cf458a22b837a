package io.callvault.desktop.call;

import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;

/**
 * What a call is about; never changes.
 *
 * @param video whether it began as a video call
 * @param startedMs when it began to ring here, server time
 */
record CallFacts(
        CallId id, ConversationId conversation, People.Other with, boolean incoming, boolean video, long startedMs) {}

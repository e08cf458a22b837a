package io.callvault.desktop.store.row;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import java.util.Optional;

/**
 * A message that waits for its acknowledgement.
 *
 * @param previous the message before it in the outbox when it was queued
 * @param envelope exactly these bytes, at every attempt
 * @param attempt how often it was handed to the link
 * @param nextAttemptMs not before this time; 0 for at once
 */
public record OutboxEntry(
        ClientMessageId clientId,
        ConversationId conversation,
        Optional<ClientMessageId> previous,
        Bytes envelope,
        int attempt,
        long nextAttemptMs) {}

package io.callvault.desktop.store.row;

import io.callvault.model.id.EventId;
import java.util.Optional;

/**
 * How far this device has followed its user's events.
 *
 * @param epoch the server's epoch the numbers belong to
 * @param ev every event up to here is applied and durable
 * @param eventId the event at {@code ev}; empty for 0
 */
public record Cursor(String epoch, long ev, Optional<EventId> eventId) {}

package io.callvault.desktop.link;

import io.callvault.model.id.EventId;
import java.util.Optional;

/**
 * Where this device stands in its user's event log (PROTOCOL.md, {@code ev}).
 *
 * @param epoch the server's epoch the cursor belongs to; empty before the first snapshot
 * @param ev every event up to this one is durable here; 0 for none
 * @param eventId the event at {@code ev}
 */
public record Position(Optional<String> epoch, long ev, Optional<EventId> eventId) {

    /** A device that has seen nothing yet. */
    public static final Position START = new Position(Optional.empty(), 0, Optional.empty());
}

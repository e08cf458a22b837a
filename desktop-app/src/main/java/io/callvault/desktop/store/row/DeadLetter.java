package io.callvault.desktop.store.row;

import io.callvault.model.id.ConversationId;
import java.util.Optional;

/**
 * Something from the server that could not be read, kept as it came.
 *
 * @param ev its place in the events; 0 if it had none
 * @param type the kind's name on the wire
 * @param raw the whole frame as it came
 * @param why what could not be read, without content
 */
public record DeadLetter(
        long id, long ev, String type, Optional<ConversationId> conversation, String raw, String why, long atMs) {}

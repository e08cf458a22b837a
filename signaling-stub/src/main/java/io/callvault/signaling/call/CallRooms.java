package io.callvault.signaling.call;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.Optional;

/** Conversations that are not in the database: rooms of guests. Any thread. */
@FunctionalInterface
public interface CallRooms {

    /** Who is in the room beside this person; empty if nobody, or if it is no room of theirs. */
    Optional<UserId> partner(ConversationId room, UserId me);
}

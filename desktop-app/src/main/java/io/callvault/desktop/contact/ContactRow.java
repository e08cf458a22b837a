package io.callvault.desktop.contact;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.Optional;

/**
 * Somebody this user knows.
 *
 * @param conversation where the two chat; there once accepted
 */
public record ContactRow(
        UserId id, String handle, String displayName, State state, Optional<ConversationId> conversation) {

    /** How the two stand to each other, from this user's side. */
    public enum State {
        /** This user asked and waits. */
        INVITED,
        /** The other one asked and waits for an answer. */
        INCOMING,
        ACCEPTED,
        BLOCKED,
        /** Nothing is between the two any more: the answer to declining or unblocking, never in a list. */
        NONE
    }
}

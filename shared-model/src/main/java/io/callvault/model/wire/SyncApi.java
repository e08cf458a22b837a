package io.callvault.model.wire;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import java.util.List;
import java.util.Optional;

/** Bodies of the sync, contact and conversation endpoints. */
public final class SyncApi {

    private SyncApi() {}

    /**
     * {@code GET /api/conversations/sync?since=<ev>}: everything but messages, as it stands now. A client that takes it sets
     * its cursor to {@code headEv} in the same transaction and fetches messages per conversation.
     *
     * @param headEventId the event at the head; empty while there is none
     * @param conversations those that changed after {@code since}; all for 0
     */
    public record Snapshot(
            String epoch,
            long headEv,
            Optional<EventId> headEventId,
            long serverTime,
            EventBody.Profile self,
            List<EventBody.Contact> contacts,
            List<EventBody.Conversation> conversations) {}

    /** {@code GET /api/messages/sync?conversation_id=&since_seq=&limit=} or {@code before_seq=}; rising by seq. */
    public record MessagePage(List<EventBody.MessageStored> messages, boolean hasMore) {}

    /** {@code GET /api/events?since=&limit=}; rising by ev without a gap. 410 {@code cursor_expired} when too old. */
    public record EventPage(String epoch, long headEv, List<Frame.Event> events) {}

    /** {@code POST /api/contacts} → 200 {@link EventBody.Contact}. Inviting somebody who invited us accepts. */
    public record Invite(String handle) {}

    /** {@code POST /api/contacts/{user_id}} → 200 {@link EventBody.Contact}. */
    public record ContactChange(ContactAction action) {}

    /** What one can do to a contact. */
    public enum ContactAction {
        ACCEPT,
        DECLINE,
        BLOCK,
        UNBLOCK
    }

    /** {@code POST /api/conversations} → 201 {@link EventBody.Conversation}; idempotent by the id, which the client makes. */
    public record CreateConversation(
            ConversationId conversationId, ConversationKind kind, String title, List<UserId> members) {}
}

package io.callvault.model.wire;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /**
     * {@code GET /api/events?since=&limit=}; rising by ev without a gap. 410 {@code cursor_expired} when too old. With
     * {@code instance_id} and {@code wait} it is a long poll of that connection.
     *
     * @param frames what has no ev (typing, presence) and came since the last poll; only in the answer to a long poll
     */
    public record EventPage(String epoch, long headEv, List<Frame.Event> events, Optional<Frames> frames) {
        public EventPage(String epoch, long headEv, List<Frame.Event> events) {
            this(epoch, headEv, events, Optional.empty());
        }
    }

    /**
     * Body and answer of {@code POST /api/commands?instance_id=}: client frames, carried out in order, and the server's answers
     * in that order ({@code welcome} for hello, {@code ack} or {@code nack} for send, {@code pong} for ping, none for the rest).
     * At most {@link Limits#MAX_BATCH}.
     */
    public record FrameBatch(Frames frames) {}

    /**
     * Data of the event {@code close}, the last one of {@code GET /api/events/stream}.
     *
     * @param code as a WebSocket would be closed with
     * @param reason the problem code, or empty
     */
    public record Closed(int code, String reason) {}

    /** The {@code id} of a streamed event and the value of {@code Last-Event-ID}: {@code epoch:ev:event_id}. */
    public record EventCursor(String epoch, long ev, Optional<EventId> eventId) {

        private static final Pattern TEXT = Pattern.compile("([^:\\s]{1,64}):([0-9]{1,18}):([0-9a-f-]{36})?");

        /** On the wire. */
        public String text() {
            return epoch + ":" + ev + ":" + eventId.map(EventId::toString).orElse("");
        }

        /** Reads what {@link #text} wrote; empty for anything else. */
        public static Optional<EventCursor> parse(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new EventCursor(
                        parts.group(1),
                        Long.parseLong(parts.group(2)),
                        Optional.ofNullable(parts.group(3)).map(EventId::of)));
            } catch (IllegalArgumentException notAnId) {
                return Optional.empty();
            }
        }
    }

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

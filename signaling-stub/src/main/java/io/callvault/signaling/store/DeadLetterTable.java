package io.callvault.signaling.store;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Events that could not be delivered (PROTOCOL.md, guarantee 8): what about them, never what is in them. The event itself stays
 * where it is; as long as its letter stands here, dropped or not, readers are given a placeholder in its place.
 */
public final class DeadLetterTable {

    /**
     * One event that could not be delivered.
     *
     * @param type its kind on the wire, as far as it can be told
     * @param conversation it tells about; empty if about none
     * @param bytes of what is stored, 0 if it is gone
     * @param why one sentence without content
     * @param attempts how often delivery was tried
     */
    public record DeadLetter(
            UUID id,
            UserKey user,
            long ev,
            EventId eventId,
            String type,
            Optional<ConversationId> conversation,
            int bytes,
            String why,
            int attempts,
            long createdMs) {}

    private static final String SELECT =
            "SELECT d.letter_id, d.user_num, a.user_id, d.ev, d.event_id, d.type, c.conversation_id, d.bytes, d.why,"
                    + " d.attempts, d.created_ms FROM dead_letter d JOIN account a ON a.num = d.user_num"
                    + " LEFT JOIN conversation c ON c.num = d.conversation_num WHERE d.dropped = FALSE ";

    private final Sql sql;

    DeadLetterTable(Sql sql) {
        this.sql = sql;
    }

    /** Whether a placeholder stands for the event. */
    public boolean covers(long userNum, long ev) {
        return sql.number("SELECT 1 FROM dead_letter WHERE user_num = ? AND ev = ?", userNum, ev) == 1;
    }

    /** Puts it there; once for each event. Whether it is new. */
    public boolean add(UserKey user, PoisonedEventException.Poison poison, int attempts, long nowMs) {
        if (covers(user.num(), poison.ev())) {
            return false;
        }
        sql.update(
                "INSERT INTO dead_letter (letter_id, user_num, ev, event_id, type, conversation_num, bytes, why, attempts,"
                        + " created_ms, dropped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE)",
                UUID.randomUUID(),
                user.num(),
                poison.ev(),
                poison.eventId().value(),
                poison.type(),
                poison.conversationNum(),
                poison.bytes(),
                poison.why(),
                attempts,
                nowMs);
        return true;
    }

    /** The oldest ones, at most {@code limit}. */
    public List<DeadLetter> list(int limit) {
        return sql.list(SELECT + "ORDER BY d.created_ms, d.letter_id LIMIT ?", DeadLetterTable::letter, limit);
    }

    public Optional<DeadLetter> find(UUID id) {
        return sql.one(SELECT + "AND d.letter_id = ?", DeadLetterTable::letter, id);
    }

    /** How many stand here and were not dropped. */
    public long count() {
        return sql.number("SELECT COUNT(*) FROM dead_letter WHERE dropped = FALSE");
    }

    /** It is delivered after all: the event is read again in its old place too. */
    public void remove(UUID id) {
        sql.update("DELETE FROM dead_letter WHERE letter_id = ?", id);
    }

    /** Nobody wants it back; the placeholder stays for devices that come later. */
    public void drop(UUID id) {
        sql.update("UPDATE dead_letter SET dropped = TRUE WHERE letter_id = ?", id);
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject(1, UUID.class),
                new UserKey(row.getLong(2), new UserId(row.getObject(3, UUID.class))),
                row.getLong(4),
                new EventId(row.getObject(5, UUID.class)),
                row.getString(6),
                Optional.ofNullable(row.getObject(7, UUID.class)).map(ConversationId::new),
                row.getInt(8),
                row.getString(9),
                row.getInt(10),
                row.getLong(11));
    }
}

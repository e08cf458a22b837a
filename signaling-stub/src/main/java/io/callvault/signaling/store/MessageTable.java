package io.callvault.signaling.store;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages by conversation and seq. A row is never changed: its key lives as long as the message. */
public final class MessageTable {

    /** What makes a stored message known again to its author. */
    public record Receipt(
            MessageId messageId, long conversationNum, long seq, long serverMs, long senderEv, Bytes envelope) {}

    private static final String SELECT =
            "SELECT m.id, m.message_id, a.user_id, m.device_id, m.server_ms, m.envelope, c.conversation_id"
                    + " FROM message m JOIN account a ON a.num = m.sender_num JOIN conversation c ON c.num = ?"
                    + " WHERE m.id ";

    private final Sql sql;

    MessageTable(Sql sql) {
        this.sql = sql;
    }

    /** The message this author stored under that key. */
    public Optional<Receipt> find(UserKey sender, ClientMessageId key) {
        return sql.one(
                "SELECT id, message_id, server_ms, sender_ev, envelope FROM message WHERE sender_num = ? AND client_msg_id = ?",
                row -> new Receipt(
                        new MessageId(row.getObject(2, UUID.class)),
                        Keys.owner(row.getLong(1)),
                        Keys.position(row.getLong(1)),
                        row.getLong(3),
                        row.getLong(4),
                        Bytes.copyOf(row.getBytes(5))),
                sender.num(),
                key.value());
    }

    /** Stores the message at its seq. {@code senderEv} is the author's own event of it. */
    public void insert(
            long conversationNum, UserKey sender, ClientMessageId key, EventBody.MessageStored message, long senderEv) {
        sql.update(
                "INSERT INTO message (id, message_id, sender_num, client_msg_id, device_id, server_ms, sender_ev, envelope)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                Keys.of(conversationNum, message.seq()),
                message.messageId().value(),
                sender.num(),
                key.value(),
                message.senderDevice().value(),
                message.serverTimestamp(),
                senderEv,
                message.envelope().toArray());
    }

    /** The message with that key; empty if the row is gone. */
    Optional<EventBody.MessageStored> get(long id) {
        return sql.one(SELECT + "= ?", MessageTable::message, Keys.owner(id), id);
    }

    /** Messages with {@code from < seq <= to}, rising, the oldest {@code limit} of them, fewer if they are large. */
    public List<EventBody.MessageStored> after(long conversationNum, long from, long to, int limit) {
        if (from >= to) {
            return List.of(); // A position of 2^40 would be another owner's key.
        }
        return sql.page(
                SELECT + "BETWEEN ? AND ? ORDER BY m.id LIMIT ?",
                MessageTable::message,
                message -> message.envelope().length(),
                conversationNum,
                Keys.of(conversationNum, from + 1),
                Keys.of(conversationNum, to),
                limit);
    }

    /** Messages with {@code seq <= to}, rising, the newest {@code limit} of them, fewer if they are large. */
    public List<EventBody.MessageStored> upTo(long conversationNum, long to, int limit) {
        return sql.page(
                        SELECT + "BETWEEN ? AND ? ORDER BY m.id DESC LIMIT ?",
                        MessageTable::message,
                        message -> message.envelope().length(),
                        conversationNum,
                        Keys.of(conversationNum, 1),
                        Keys.of(conversationNum, to),
                        limit)
                .reversed();
    }

    /** The newest message of one author in a conversation. */
    public Optional<Bytes> lastOf(long conversationNum, UserKey sender) {
        return sql.one(
                "SELECT envelope FROM message WHERE id BETWEEN ? AND ? AND sender_num = ? ORDER BY id DESC LIMIT 1",
                row -> Bytes.copyOf(row.getBytes(1)),
                Keys.of(conversationNum, 1),
                Keys.end(conversationNum),
                sender.num());
    }

    private static EventBody.MessageStored message(ResultSet row) throws SQLException {
        return new EventBody.MessageStored(
                new ConversationId(row.getObject(7, UUID.class)),
                Keys.position(row.getLong(1)),
                new MessageId(row.getObject(2, UUID.class)),
                new UserId(row.getObject(3, UUID.class)),
                new DeviceId(row.getObject(4, UUID.class)),
                row.getLong(5),
                Bytes.copyOf(row.getBytes(6)));
    }
}

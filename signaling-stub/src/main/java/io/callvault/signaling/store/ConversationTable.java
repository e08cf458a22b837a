package io.callvault.signaling.store;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Conversations, their members and how far each of them has received and read. */
public final class ConversationTable {

    /** @param lastSeq seq of the newest message; 0 for none */
    public record Conversation(
            long num, ConversationId id, ConversationKind kind, String title, long createdMs, long lastSeq) {}

    private static final String SELECT =
            "SELECT num, conversation_id, kind, title, created_ms, last_seq FROM conversation WHERE ";

    private final Sql sql;
    private final AccountTable accounts;
    private final TableContext context;

    ConversationTable(Sql sql, AccountTable accounts, TableContext context) {
        this.sql = sql;
        this.accounts = accounts;
        this.context = context;
    }

    public Optional<Conversation> byId(ConversationId id) {
        return sql.one(SELECT + "conversation_id = ?", this::conversation, id.value());
    }

    public Conversation get(long num) {
        return sql.one(SELECT + "num = ?", this::conversation, num)
                .orElseThrow(() -> new IllegalStateException("no conversation " + num));
    }

    /** The conversation if it exists and the user is a member: outsiders cannot tell the two cases apart. */
    public Optional<Conversation> ofMember(ConversationId id, UserKey user) {
        return byId(id).filter(found -> isMember(found.num(), user));
    }

    public List<Conversation> ofUser(UserKey user) {
        return sql.list(
                SELECT + "num IN (SELECT conversation_num FROM member WHERE user_num = ?) ORDER BY num",
                this::conversation,
                user.num());
    }

    public Conversation insert(
            ConversationId id, ConversationKind kind, String title, List<UserKey> members, long nowMs) {
        sql.update(
                "INSERT INTO conversation (conversation_id, kind, title, created_ms) VALUES (?, ?, ?, ?)",
                id.value(),
                kind.name(),
                title,
                nowMs);
        Conversation made = byId(id).orElseThrow();
        for (UserKey member : members) {
            sql.update("INSERT INTO member (conversation_num, user_num) VALUES (?, ?)", made.num(), member.num());
        }
        return made;
    }

    /** Takes the next seq of the conversation. */
    public long nextSeq(long num) {
        sql.update("UPDATE conversation SET last_seq = last_seq + 1 WHERE num = ?", num);
        long seq = sql.number("SELECT last_seq FROM conversation WHERE num = ?", num);
        context.held().holdMessage(num, seq);
        return seq;
    }

    public boolean isMember(long num, UserKey user) {
        return sql.number("SELECT 1 FROM member WHERE conversation_num = ? AND user_num = ?", num, user.num()) == 1;
    }

    public List<UserKey> members(long num) {
        return sql.list(
                "SELECT m.user_num, a.user_id FROM member m JOIN account a ON a.num = m.user_num"
                        + " WHERE m.conversation_num = ? ORDER BY m.user_num",
                row -> new UserKey(row.getLong(1), new UserId(row.getObject(2, UUID.class))),
                num);
    }

    public List<EventBody.Watermark> watermarks(long num) {
        return sql.list(
                "SELECT a.user_id, m.delivered_seq, m.read_seq FROM member m JOIN account a ON a.num = m.user_num"
                        + " WHERE m.conversation_num = ? ORDER BY m.user_num",
                row -> new EventBody.Watermark(
                        new UserId(row.getObject(1, UUID.class)),
                        context.told().lastSeq(num, row.getLong(2)),
                        context.told().lastSeq(num, row.getLong(3))),
                num);
    }

    public void setWatermark(long num, UserKey user, long deliveredSeq, long readSeq) {
        sql.update(
                "UPDATE member SET delivered_seq = ?, read_seq = ? WHERE conversation_num = ? AND user_num = ?",
                deliveredSeq,
                readSeq,
                num,
                user.num());
    }

    /** The conversation as its members see it. */
    public EventBody.Conversation view(Conversation conversation) {
        List<EventBody.Profile> members = members(conversation.num()).stream()
                .map(member -> accounts.profile(accounts.get(member.num())))
                .toList();
        return new EventBody.Conversation(
                conversation.id(),
                conversation.kind(),
                conversation.title(),
                members,
                conversation.createdMs(),
                conversation.lastSeq(),
                watermarks(conversation.num()));
    }

    private Conversation conversation(ResultSet row) throws SQLException {
        long num = row.getLong(1);
        return new Conversation(
                num,
                new ConversationId(row.getObject(2, UUID.class)),
                ConversationKind.valueOf(row.getString(3)),
                row.getString(4),
                row.getLong(5),
                context.told().lastSeq(num, row.getLong(6)));
    }
}

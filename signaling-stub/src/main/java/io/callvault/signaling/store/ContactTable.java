package io.callvault.signaling.store;

import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody.ContactState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** How people stand to each other: one row for each side. */
public final class ContactTable {

    /** @param conversationNum the conversation of the two; 0 before they ever accepted each other */
    public record Contact(UserKey other, ContactState state, long conversationNum) {}

    private static final String SELECT = "SELECT c.other_num, a.user_id, c.state, c.conversation_num"
            + " FROM contact c JOIN account a ON a.num = c.other_num WHERE c.user_num = ?";

    private final Sql sql;

    ContactTable(Sql sql) {
        this.sql = sql;
    }

    /** The row of {@code me} about {@code other}; NONE where there is no row. */
    public Contact find(UserKey me, UserKey other) {
        return sql.one(SELECT + " AND c.other_num = ?", ContactTable::contact, me.num(), other.num())
                .orElse(new Contact(other, ContactState.NONE, 0));
    }

    public List<Contact> list(UserKey me) {
        return sql.list(SELECT + " ORDER BY c.other_num", ContactTable::contact, me.num());
    }

    public void put(UserKey me, Contact contact) {
        sql.update(
                "MERGE INTO contact KEY (user_num, other_num) VALUES (?, ?, ?, ?)",
                me.num(),
                contact.other().num(),
                contact.state().name(),
                contact.conversationNum());
    }

    /** Who accepted me and whom I accepted: those may see each other's presence. */
    public List<UserKey> friends(UserKey me) {
        return sql.list(
                "SELECT c.other_num, a.user_id FROM contact c JOIN account a ON a.num = c.other_num"
                        + " JOIN contact r ON r.user_num = c.other_num AND r.other_num = c.user_num"
                        + " WHERE c.user_num = ? AND c.state = 'ACCEPTED' AND r.state = 'ACCEPTED'",
                row -> new UserKey(row.getLong(1), new UserId(row.getObject(2, UUID.class))),
                me.num());
    }

    /** Whose apps have to know the devices of {@code me}: contacts, those who were asked, and members of shared conversations. */
    public List<UserKey> acquaintances(UserKey me) {
        return sql.list(
                "SELECT num, user_id FROM account WHERE num <> ? AND (num IN"
                        + " (SELECT user_num FROM contact WHERE other_num = ? AND state IN ('ACCEPTED', 'INCOMING', 'INVITED'))"
                        + " OR num IN (SELECT o.user_num FROM member m JOIN member o ON o.conversation_num = m.conversation_num"
                        + " WHERE m.user_num = ?)) ORDER BY num",
                row -> new UserKey(row.getLong(1), new UserId(row.getObject(2, UUID.class))),
                me.num(),
                me.num(),
                me.num());
    }

    /** Whether one of the two blocked the other. */
    public boolean blocked(UserKey one, UserKey other) {
        return find(one, other).state() == ContactState.BLOCKED
                || find(other, one).state() == ContactState.BLOCKED;
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                new UserKey(row.getLong(1), new UserId(row.getObject(2, UUID.class))),
                ContactState.valueOf(row.getString(3)),
                row.getLong(4));
    }
}

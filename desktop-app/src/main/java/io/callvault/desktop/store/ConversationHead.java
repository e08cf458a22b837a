package io.callvault.desktop.store;

import io.callvault.model.id.ConversationId;
import io.callvault.model.message.ConversationKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The columns of a conversation's row that other rows are read with. Meanings as in {@code StoredConversation}; with
 * {@code hasChanges} an edit or delete was ever in it. */
record ConversationHead(
        long num,
        ConversationId id,
        ConversationKind kind,
        String title,
        long lastSeq,
        int unread,
        long ownRead,
        long ownDelivered,
        long peersDelivered,
        long peersRead,
        long lastKey,
        long activityMs,
        boolean hasChanges) {

    static ConversationHead read(ResultSet row) throws SQLException {
        return new ConversationHead(
                row.getLong("num"),
                new ConversationId(Sql.uuid(row, "id")),
                ConversationKind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getLong("last_seq"),
                row.getInt("unread"),
                row.getLong("own_read"),
                row.getLong("own_delivered"),
                row.getLong("peers_delivered"),
                row.getLong("peers_read"),
                row.getLong("last_key"),
                row.getLong("activity_ms"),
                row.getBoolean("has_changes"));
    }
}

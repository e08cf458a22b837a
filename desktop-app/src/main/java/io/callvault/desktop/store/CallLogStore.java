package io.callvault.desktop.store;

import io.callvault.desktop.store.row.StoredCall;
import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The call history. What both sides know of a call comes from the caller's message and overwrites what was noted here; quality
 * and stars stay, they are this device's own.
 */
public final class CallLogStore {

    private static final String COLUMNS = "SELECT l.*, COALESCE((SELECT MIN(p.display_name) FROM conversation c"
            + " JOIN member m ON m.num = c.num JOIN person p ON p.user_id = m.user_id"
            + " WHERE c.id = l.conversation_id AND m.user_id <> ?), '') AS person FROM call_log l ";

    private final Sql sql;
    private final Tx tx;

    CallLogStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /** A call of this device begins; it counts as running until {@link #ended}. */
    public void begun(ConversationId conversation, boolean outgoing, Body.Call call) throws StoreException {
        put(conversation, outgoing, call, true);
    }

    /** A running call was answered, or has gone on; the seconds are what is known if the app dies. */
    public void goesOn(CallId call, long seconds) throws StoreException {
        sql.update("UPDATE call_log SET answered = TRUE, seconds = ? WHERE call_id = ? AND running", seconds, call);
    }

    /** A call of this device is over. */
    public void ended(ConversationId conversation, boolean outgoing, Body.Call call, double mos) throws StoreException {
        put(conversation, outgoing, call, false);
        sql.update("UPDATE call_log SET mos = ? WHERE call_id = ?", mos, call.callId());
    }

    /** What the caller's message says; a message of somebody else about that call changes nothing. */
    void told(ConversationId conversation, boolean outgoing, Body.Call call) throws StoreException {
        long others = sql.number(
                "SELECT COUNT(*) FROM call_log WHERE call_id = ? AND (conversation_id <> ? OR outgoing <> ?)",
                call.callId(),
                conversation,
                outgoing);
        if (others == 0) {
            put(conversation, outgoing, call, false);
        }
    }

    private void put(ConversationId conversation, boolean outgoing, Body.Call call, boolean running)
            throws StoreException {
        sql.update(
                "MERGE INTO call_log(call_id, conversation_id, outgoing, video, answered, ending, started_ms, seconds,"
                        + " running) KEY(call_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                call.callId(),
                conversation,
                outgoing,
                call.video(),
                call.answered(),
                call.end().wireName(),
                call.startedMs(),
                call.seconds(),
                running);
        tx.afterCommit(new StoreNews.CallsChanged());
    }

    /** It was none: its twin goes on (glare). */
    public void forget(CallId call) throws StoreException {
        sql.update("DELETE FROM call_log WHERE call_id = ?", call);
        tx.afterCommit(new StoreNews.CallsChanged());
    }

    /** Keeps how this user found it, 1 to 5. */
    public void rate(CallId call, int stars) throws StoreException {
        sql.update("UPDATE call_log SET stars = ? WHERE call_id = ?", Math.clamp(stars, 1, 5), call);
        tx.afterCommit(new StoreNews.CallsChanged());
    }

    /** The newest ones that are over, newest first. */
    public List<StoredCall> newest(int most) throws StoreException {
        return sql.list(
                COLUMNS + "WHERE NOT l.running ORDER BY l.started_ms DESC LIMIT ?",
                CallLogStore::read,
                tx.account().me(),
                most);
    }

    /** Those that were running when the app ended without a word. */
    public List<StoredCall> running() throws StoreException {
        return sql.list(
                COLUMNS + "WHERE l.running ORDER BY l.started_ms",
                CallLogStore::read,
                tx.account().me());
    }

    private static StoredCall read(ResultSet row) throws SQLException {
        return new StoredCall(
                new ConversationId(Sql.uuid(row, "conversation_id")),
                row.getString("person"),
                row.getBoolean("outgoing"),
                new Body.Call(
                        new CallId(Sql.uuid(row, "call_id")),
                        row.getBoolean("video"),
                        row.getBoolean("answered"),
                        CallEnd.of(row.getString("ending")),
                        row.getLong("started_ms"),
                        row.getLong("seconds")),
                row.getDouble("mos"),
                row.getInt("stars"));
    }
}

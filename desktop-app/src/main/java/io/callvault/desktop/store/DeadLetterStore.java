package io.callvault.desktop.store;

import io.callvault.desktop.store.row.DeadLetter;
import io.callvault.model.id.ConversationId;
import java.util.List;

/** What came and could not be read, kept raw (PROTOCOL.md, client guarantee 7). */
public final class DeadLetterStore {

    /** The newest ones are kept: a server that talks nonsense must not fill the disk. */
    static final int MOST = 1_000;

    private final Sql sql;
    private final Tx tx;

    DeadLetterStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /** Keeps one; its {@code id} is given here. */
    public void add(DeadLetter letter) throws StoreException {
        sql.update(
                "INSERT INTO dead_letter(ev, type, conversation_id, raw, why, at_ms) VALUES(?, ?, ?, ?, ?, ?)",
                letter.ev(),
                letter.type(),
                letter.conversation(),
                letter.raw(),
                letter.why(),
                letter.atMs());
        long id = sql.number("SELECT MAX(id) FROM dead_letter");
        sql.update("DELETE FROM dead_letter WHERE id <= ?", id - MOST);
        tx.afterCommit(new StoreNews.DeadLetterKept(id));
    }

    /** The oldest ones. */
    public List<DeadLetter> list(int limit) throws StoreException {
        return after(0, limit);
    }

    /** Those with a higher id, rising. */
    public List<DeadLetter> after(long id, int limit) throws StoreException {
        return sql.list(
                "SELECT * FROM dead_letter WHERE id > ? ORDER BY id LIMIT ?",
                row -> new DeadLetter(
                        row.getLong("id"),
                        row.getLong("ev"),
                        row.getString("type"),
                        Sql.optionalUuid(row, "conversation_id").map(ConversationId::new),
                        row.getString("raw"),
                        row.getString("why"),
                        row.getLong("at_ms")),
                id,
                limit);
    }

    public long size() throws StoreException {
        return sql.number("SELECT COUNT(*) FROM dead_letter");
    }

    public void remove(long id) throws StoreException {
        sql.update("DELETE FROM dead_letter WHERE id = ?", id);
    }
}

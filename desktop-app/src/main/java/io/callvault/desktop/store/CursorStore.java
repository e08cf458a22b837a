package io.callvault.desktop.store;

import io.callvault.desktop.store.row.Cursor;
import io.callvault.model.id.EventId;
import java.util.Optional;

/** The event cursor. Moved in the transaction that applies the event, never in another. */
public final class CursorStore {

    private final Sql sql;
    private final Tx tx;

    CursorStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /** Empty before the first snapshot or event. */
    public Optional<Cursor> get() throws StoreException {
        return sql.one(
                "SELECT epoch, ev, event_id FROM event_cursor WHERE id = 1",
                row -> new Cursor(
                        row.getString("epoch"),
                        row.getLong("ev"),
                        Sql.optionalUuid(row, "event_id").map(EventId::new)));
    }

    /** Moves it; whoever calls has checked that {@code ev} follows, or took a snapshot. */
    public void move(Cursor cursor) throws StoreException {
        sql.update(
                "MERGE INTO event_cursor(id, epoch, ev, event_id) VALUES(1, ?, ?, ?)",
                cursor.epoch(),
                cursor.ev(),
                cursor.eventId());
        tx.afterCommit(new StoreNews.CursorMoved(cursor.ev()));
    }

    /** The next connection takes a snapshot. */
    public void clear() throws StoreException {
        sql.update("DELETE FROM event_cursor");
    }
}

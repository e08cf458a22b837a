package io.callvault.signaling.store;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.IdGenerator;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The database, opened once: the writer's connection and the readers'. After a full disk H2 gives a database up; it is closed
 * and opened again while the server runs.
 */
record Opening(Readers readers, Sql sql, Tables tables) {

    /** The same, for reading alone: what was held back stays so. */
    static Opening forReading(Database database, Shared shared) throws SQLException {
        Sql sql = new Sql(database.connect());
        EventSeal seal = new EventSeal(secret(new MetaTable(sql)));
        return over(database, shared, sql, seal);
    }

    private static final int READERS = 3;
    private static final String EVENT_SECRET = "event_secret";

    /**
     * What all openings of one store share.
     *
     * @param durable holds back what is committed and not yet on disk
     * @param keepEvents how many events of each user are kept
     */
    record Shared(IdGenerator ids, Durable durable, Epoch epoch, long keepEvents) {}

    /** Connects; what was committed and is seen from now on is on disk. */
    static Opening of(Database database, Shared shared) throws SQLException {
        Sql sql = new Sql(database.connect());
        MetaTable meta = new MetaTable(sql);
        shared.epoch().is(meta.get(MetaTable.EPOCH).orElseThrow());
        EventSeal seal = new EventSeal(secret(meta));
        sql.connection().commit();
        sql.connection().createStatement().execute("CHECKPOINT SYNC");
        return over(database, shared, sql, seal);
    }

    private static Opening over(Database database, Shared shared, Sql sql, EventSeal seal) throws SQLException {
        Tables writing = Tables.over(
                sql,
                new TableContext(
                        shared.ids(), new Durable(), shared.durable(), shared.epoch(), seal, shared.keepEvents()));
        TableContext told = new TableContext(
                shared.ids(), shared.durable(), new Durable(), shared.epoch(), seal, shared.keepEvents());
        return new Opening(new Readers(database, told, READERS), sql, writing);
    }

    private static byte[] secret(MetaTable meta) {
        String text = meta.get(EVENT_SECRET).orElseGet(() -> {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            String made = Bytes.copyOf(fresh).base64Url();
            meta.put(EVENT_SECRET, made);
            return made;
        });
        return Bytes.ofBase64Url(text).toArray();
    }

    /** Closes every connection, and with the last one the file. What could not be closed orderly is told. */
    List<SQLException> close() {
        List<SQLException> failures = new ArrayList<>(readers.close());
        try {
            sql.connection().close();
        } catch (SQLException e) {
            failures.add(e);
        }
        return failures;
    }
}

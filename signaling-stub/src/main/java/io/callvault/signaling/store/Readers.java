package io.callvault.signaling.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Connections for reading, each on one consistent snapshot at a time. Any thread may borrow; it blocks while it reads. */
final class Readers {

    private record Reader(Sql sql, Tables tables) {}

    private final BlockingQueue<Reader> idle;
    private final int count;

    Readers(Database database, TableContext context, int count) throws SQLException {
        this.count = count;
        this.idle = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            Connection connection = database.connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
            }
            connection.commit();
            Sql sql = new Sql(connection);
            idle.add(new Reader(sql, Tables.over(sql, context)));
        }
    }

    /** Runs the query on a snapshot of its own. */
    <T> T read(Tables.Work<T> query) throws RefusedException {
        Reader reader = Interrupts.calmly(idle::take);
        try {
            return query.run(reader.tables());
        } finally {
            giveBack(reader);
        }
    }

    /** Also when its snapshot cannot be ended: a reader that is lost would make everybody wait for ever. */
    private void giveBack(Reader reader) {
        try {
            endSnapshot(reader);
        } finally {
            idle.add(reader);
        }
    }

    private static void endSnapshot(Reader reader) {
        try {
            reader.sql().connection().rollback();
        } catch (SQLException e) {
            throw new StoreFailure("could not end a snapshot", e);
        }
    }

    /** Waits for those that are lent; who asks later meets closed ones. What could not be closed orderly. */
    List<SQLException> close() {
        List<Reader> all = new ArrayList<>();
        List<SQLException> failures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Reader reader = Interrupts.calmly(idle::take);
            all.add(reader);
            try {
                reader.sql().connection().close();
            } catch (SQLException e) {
                failures.add(e);
            }
        }
        idle.addAll(all);
        return failures;
    }
}

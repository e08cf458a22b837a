package io.callvault.signaling.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** One connection with its prepared statements. Owned by one thread. SQL texts are constants, so the cache stays small. */
final class Sql {

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Where a page ends, so that the answers to a few slow readers cannot fill the memory. */
    static final long PAGE_BYTES = 2 * 1024 * 1024;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private long writes;

    Sql(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** How many changing statements ran on this connection, ever. */
    long writes() {
        return writes;
    }

    <T> List<T> list(String sql, Row<T> row, Object... arguments) {
        try {
            List<T> found = new ArrayList<>();
            try (ResultSet rows = prepare(sql, arguments).executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StoreFailure("could not read: " + sql, e);
        }
    }

    /** Like {@link #list}, but stops after the row with which the sizes reach {@link #PAGE_BYTES}. */
    <T> List<T> page(String sql, Row<T> row, ToIntFunction<T> size, Object... arguments) {
        try {
            List<T> found = new ArrayList<>();
            long bytes = 0;
            try (ResultSet rows = prepare(sql, arguments).executeQuery()) {
                while (bytes < PAGE_BYTES && rows.next()) {
                    T read = row.read(rows);
                    found.add(read);
                    bytes += size.applyAsInt(read);
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StoreFailure("could not read: " + sql, e);
        }
    }

    <T> Optional<T> one(String sql, Row<T> row, Object... arguments) {
        List<T> found = list(sql, row, arguments);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    long number(String sql, Object... arguments) {
        return one(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    int update(String sql, Object... arguments) {
        try {
            writes++;
            return prepare(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw new StoreFailure("could not write: " + sql, e);
        }
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}

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

/** One connection with its prepared statements. Owned by one thread. SQL texts are constants, so the cache stays small. */
final class Sql {

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

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

package io.callvault.desktop.store;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.Id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Plain JDBC with a little help: prepared once per connection, typed values in and out. One thread at a time. */
final class Sql {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** How many rows changed. Values may be {@link Id}, {@link Bytes}, {@link Optional}, text, numbers, booleans. */
    int update(String sql, Object... values) throws StoreException {
        try {
            return bind(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    <T> List<T> list(String sql, RowReader<T> reader, Object... values) throws StoreException {
        try (ResultSet rows = bind(sql, values).executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    <T> Optional<T> one(String sql, RowReader<T> reader, Object... values) throws StoreException {
        List<T> found = list(sql, reader, values);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** A number of a row that always exists, such as an aggregate. */
    long number(String sql, Object... values) throws StoreException {
        return one(sql, row -> row.getLong(1), values).orElse(0L);
    }

    /** Without H2's own words: they quote the values, and those may be somebody's messages. */
    static StoreException broken(SQLException e) {
        SQLException bare = new SQLException("H2 error " + e.getErrorCode(), e.getSQLState(), e.getErrorCode());
        bare.setStackTrace(e.getStackTrace());
        return new StoreException("The local database could not do this.", bare);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Optional<UUID> optionalUuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    static Bytes bytes(ResultSet row, String column) throws SQLException {
        return Bytes.copyOf(row.getBytes(column));
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private PreparedStatement bind(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            set(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void set(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (value) {
            case Id id -> statement.setObject(index, id.value());
            case Bytes bytes -> statement.setBytes(index, bytes.toArray());
            case Optional<?> optional -> {
                if (optional.isPresent()) {
                    set(statement, index, optional.get());
                } else {
                    statement.setNull(index, java.sql.Types.NULL);
                }
            }
            default -> statement.setObject(index, value);
        }
    }
}

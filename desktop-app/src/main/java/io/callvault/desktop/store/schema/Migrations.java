package io.callvault.desktop.store.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings the tables to the newest version, one committed step after the other. */
public final class Migrations {

    private static final List<Step> STEPS = List.of(new Step1Tables(), new Step2Changes(), new Step3Calls());

    private Migrations() {}

    /** One step; never changed once it was released. */
    interface Step {
        List<String> statements();
    }

    /** The version this app writes. */
    public static int newest() {
        return STEPS.size();
    }

    /** The version the database has; 0 for an empty one. */
    public static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version(version INT PRIMARY KEY)");
            try (ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM schema_version")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** For the deliberately broken build alone: one message may stand in several rows. */
    public static void allowDoubles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX IF EXISTS message_by_author");
        }
    }

    /** Runs what is missing. DDL commits by itself in H2: every statement can be run again after a crash in between. */
    public static void run(Connection connection) throws SQLException {
        int version = version(connection);
        for (int next = version + 1; next <= newest(); next++) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : STEPS.get(next - 1).statements()) {
                    statement.execute(sql);
                }
                statement.execute("INSERT INTO schema_version VALUES(" + next + ")");
            }
            connection.commit();
        }
    }
}

package io.callvault.signaling.store;

import java.util.Optional;

/** Named texts of the database itself: its epoch, the server's secret, the echo contact's keys and cursor. */
public final class MetaTable {

    /** Random, made with the database; tells clients when their cursors belong to another history. */
    public static final String EPOCH = "epoch";

    private final Sql sql;

    MetaTable(Sql sql) {
        this.sql = sql;
    }

    public Optional<String> get(String name) {
        return sql.one("SELECT text FROM meta WHERE name = ?", row -> row.getString(1), name);
    }

    public void put(String name, String text) {
        sql.update("MERGE INTO meta KEY (name) VALUES (?, ?)", name, text);
    }
}

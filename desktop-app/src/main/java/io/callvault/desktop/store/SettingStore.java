package io.callvault.desktop.store;

import java.util.Optional;

/** Named texts of this profile, at most 8,192 characters each. */
public final class SettingStore {

    private final Sql sql;

    SettingStore(Sql sql) {
        this.sql = sql;
    }

    public Optional<String> get(String name) throws StoreException {
        return sql.one("SELECT text FROM setting WHERE name = ?", row -> row.getString(1), name);
    }

    public void put(String name, String text) throws StoreException {
        sql.update("MERGE INTO setting(name, text) VALUES(?, ?)", name, text);
    }

    public void remove(String name) throws StoreException {
        sql.update("DELETE FROM setting WHERE name = ?", name);
    }
}

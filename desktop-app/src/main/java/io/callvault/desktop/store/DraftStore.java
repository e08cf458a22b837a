package io.callvault.desktop.store;

import io.callvault.model.id.ConversationId;

/** Unsent text, one per conversation; the latest wins. */
public final class DraftStore {

    private final Sql sql;
    private final Tx tx;

    DraftStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /** Empty text for none. */
    public String get(ConversationId conversation) throws StoreException {
        return sql.one(
                        "SELECT text FROM draft WHERE num = (SELECT num FROM conversation WHERE id = ?)",
                        row -> row.getString(1),
                        conversation)
                .orElse("");
    }

    /** Keeps the text; empty text removes it. */
    public void save(ConversationId conversation, String text) throws StoreException {
        long num = tx.conversations().num(conversation);
        if (text.isEmpty()) {
            sql.update("DELETE FROM draft WHERE num = ?", num);
        } else {
            sql.update("MERGE INTO draft(num, text) VALUES(?, ?)", num, text);
        }
        tx.touch(conversation);
    }
}

package io.callvault.desktop.store;

import io.callvault.model.id.ConversationId;
import java.util.List;

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

    List<byte[]> preciousTexts() throws StoreException {
        return sql.list(
                "SELECT c.id, d.text FROM draft d JOIN conversation c ON c.num = d.num",
                row -> Precious.draft(new ConversationId(Sql.uuid(row, "id")), row.getString("text")));
    }

    /** Keeps the text; empty text removes it. */
    public void save(ConversationId conversation, String text) throws StoreException {
        long num = tx.conversations().num(conversation);
        if (text.isEmpty()) {
            sql.update("DELETE FROM draft WHERE num = ?", num);
        } else {
            sql.update("MERGE INTO draft(num, text) VALUES(?, ?)", num, text);
        }
        tx.keep(Precious.draft(conversation, text));
        tx.touch(conversation);
    }
}

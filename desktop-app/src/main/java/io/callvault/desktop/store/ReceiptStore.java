package io.callvault.desktop.store;

import io.callvault.desktop.store.row.DueReceipt;
import io.callvault.model.id.ConversationId;
import java.util.List;

/** Own watermarks on their way to the server: they only rise, so only the newest of a conversation ever travels. */
public final class ReceiptStore {

    private final Sql sql;
    private final Tx tx;

    ReceiptStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /** What the server does not know yet. */
    public List<DueReceipt> due(int limit) throws StoreException {
        return sql.list(
                "SELECT id, own_delivered, own_read FROM conversation WHERE receipt_due ORDER BY num LIMIT ?",
                row -> new DueReceipt(
                        new ConversationId(Sql.uuid(row, "id")), row.getLong("own_delivered"), row.getLong("own_read")),
                limit);
    }

    /** The link took it; it is due again if the watermarks have risen meanwhile, or after {@link #forgetTold}. */
    public void told(DueReceipt receipt) throws StoreException {
        sql.update(
                "UPDATE conversation SET told_delivered = GREATEST(told_delivered, ?), told_read = GREATEST(told_read, ?)"
                        + " WHERE id = ?",
                receipt.deliveredSeq(),
                receipt.readSeq(),
                receipt.conversation());
        refresh(receipt.conversation());
    }

    /**
     * Raises the own watermarks: everything up to {@code deliveredSeq} is on this device, up to {@code readSeq} was seen.
     * What was unread between the old read watermark and the new one no longer is.
     */
    public void raiseOwn(ConversationId conversation, long deliveredSeq, long readSeq) throws StoreException {
        long delivered = Math.max(deliveredSeq, readSeq);
        ConversationHead before = tx.conversations().headOf(conversation);
        if (before.ownDelivered() >= delivered && before.ownRead() >= readSeq) {
            return;
        }
        sql.update(
                "UPDATE conversation SET own_delivered = ?, own_read = ?,"
                        + " receipt_due = (told_delivered < ? OR told_read < ?) WHERE num = ?",
                Math.max(before.ownDelivered(), delivered),
                Math.max(before.ownRead(), readSeq),
                Math.max(before.ownDelivered(), delivered),
                Math.max(before.ownRead(), readSeq),
                before.num());
        if (readSeq > before.ownRead()) {
            tx.conversations().takeUnread(before, readSeq);
        }
        tx.afterCommit(new StoreNews.ReceiptsDue());
    }

    /** Everything is due once more: the server may have lost what it was told (a new epoch). */
    public void forgetTold() throws StoreException {
        sql.update("UPDATE conversation SET told_delivered = 0, told_read = 0");
        sql.update("UPDATE conversation SET receipt_due = (own_delivered > 0 OR own_read > 0)");
    }

    private void refresh(ConversationId conversation) throws StoreException {
        sql.update(
                "UPDATE conversation SET receipt_due = (own_delivered > told_delivered OR own_read > told_read)"
                        + " WHERE id = ?",
                conversation);
    }
}

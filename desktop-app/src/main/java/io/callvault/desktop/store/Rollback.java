package io.callvault.desktop.store;

import io.callvault.desktop.store.row.StoredAccount;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.message.MessageOp;
import java.util.List;
import java.util.Optional;

/**
 * What a server that was restored from a backup has forgotten (PROTOCOL.md, "rollback"): messages of this device are queued
 * again with the same key, so that one the server still has is only acknowledged once more; the others stay behind the stored
 * ones, marked as only on this device.
 */
final class Rollback {

    private final Sql sql;
    private final Tx tx;

    Rollback(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    private record Forgotten(long key, ClientMessageId id, boolean mine, Optional<Bytes> envelope) {}

    /** The server's newest message of this conversation is {@code lastSeq}; nothing happens if no later one is here. */
    void to(ConversationId conversation, long lastSeq) throws StoreException {
        ConversationHead head = tx.conversations().headOf(conversation);
        if (head.lastSeq() <= lastSeq) {
            return;
        }
        sql.update("UPDATE conversation SET last_seq = ? WHERE num = ?", lastSeq, head.num());
        for (String mark : List.of("own_delivered", "own_read", "peers_delivered", "peers_read")) {
            sql.update(
                    "UPDATE conversation SET " + mark + " = LEAST(" + mark + ", ?) WHERE num = ?", lastSeq, head.num());
        }
        sql.update(
                "UPDATE member SET delivered = LEAST(delivered, ?), seen = LEAST(seen, ?) WHERE num = ?",
                lastSeq,
                lastSeq,
                head.num());
        List<Long> waiting = sql.list(
                "SELECT msg_key FROM outbox WHERE num = ? ORDER BY msg_key", row -> row.getLong(1), head.num());
        for (Forgotten message : forgotten(
                "msg_key > ? AND msg_key < ? ORDER BY msg_key",
                MessageKey.of(head.num(), lastSeq),
                MessageKey.pendingBase(head.num()))) {
            putAside(head, message);
        }
        // What was written later goes out later.
        for (long key : waiting) {
            long behind = nextKey(head);
            sql.update("UPDATE outbox SET msg_key = ? WHERE msg_key = ?", behind, key);
            sql.update("UPDATE message SET msg_key = ? WHERE msg_key = ?", behind, key);
        }
        sql.update(
                "UPDATE conversation SET unread = (SELECT COUNT(*) FROM message WHERE msg_key > ? AND msg_key <= ?"
                        + " AND NOT mine AND op = ? AND content <> ?) WHERE num = ?",
                MessageKey.of(head.num(), Math.min(head.ownRead(), lastSeq)),
                MessageKey.of(head.num(), lastSeq),
                MessageOp.NEW.code(),
                MessageRows.CALL,
                head.num());
        tx.lastChanged(conversation);
    }

    /** Takes what stands at this key out of the stored ones; where it stands now. */
    long putAside(ConversationHead head, long key) throws StoreException {
        return putAside(head, forgotten("msg_key = ?", key).getFirst());
    }

    private long putAside(ConversationHead head, Forgotten message) throws StoreException {
        long aside = nextKey(head);
        if (message.mine()
                && message.envelope().isPresent()
                && ofThisDevice(message.envelope().get())) {
            sql.update(
                    "UPDATE message SET msg_key = ?, message_id = NULL, server_ms = 0, state = ? WHERE msg_key = ?",
                    aside,
                    MessageRows.code(DeliveryState.QUEUED),
                    message.key());
            tx.outbox().add(aside, message.id(), head.id(), message.envelope().get());
            tx.outbox().mayHaveBeenSent();
        } else {
            sql.update("UPDATE message SET msg_key = ?, local_only = TRUE WHERE msg_key = ?", aside, message.key());
        }
        return aside;
    }

    private long nextKey(ConversationHead head) throws StoreException {
        return MessageKey.pendingBase(head.num()) + tx.conversations().takeLocalOrder(head.num());
    }

    private List<Forgotten> forgotten(String where, Object... values) throws StoreException {
        return sql.list(
                "SELECT msg_key, client_id, mine, envelope FROM message WHERE " + where,
                row -> new Forgotten(
                        row.getLong("msg_key"),
                        new ClientMessageId(Sql.uuid(row, "client_id")),
                        row.getBoolean("mine"),
                        Optional.ofNullable(row.getBytes("envelope")).map(Bytes::copyOf)),
                values);
    }

    /** The server takes an envelope only from the device that signed it. */
    private boolean ofThisDevice(Bytes envelope) throws StoreException {
        Optional<StoredAccount> account = tx.account().get();
        try {
            return account.isPresent()
                    && EnvelopeCodec.parse(envelope)
                            .header()
                            .device()
                            .equals(account.get().device());
        } catch (MalformedEnvelopeException notOurs) {
            return false;
        }
    }
}

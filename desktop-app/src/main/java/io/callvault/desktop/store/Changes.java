package io.callvault.desktop.store;

import io.callvault.desktop.store.row.Changed;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import java.util.List;
import java.util.Optional;

/**
 * Edits and deletes. They are messages of their own, with a seq of their own; what they make of another one is worked out when
 * that is read, so that every device comes to the same whatever order they came in, and a change may come before its message.
 * Only the author's count: a change names its message by the author's own name for it.
 */
final class Changes {

    private final Sql sql;
    private final Tx tx;

    Changes(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /**
     * A message after its changes. Pure.
     *
     * @param changes edits and deletes by its author, in their order: by seq, then own pending ones
     * @param editUndoes whether it is to be done wrongly ({@code Broken.EDIT_UNDOES_DELETE})
     */
    static StoredMessage applied(StoredMessage message, List<StoredMessage> changes, boolean editUndoes) {
        Content content = message.content();
        boolean edited = false;
        boolean deleted = false;
        boolean pending = false;
        Optional<SendFailure> failure = Optional.empty();
        for (StoredMessage change : changes) {
            if (change.failure().isPresent()) {
                failure = change.failure();
                continue;
            }
            pending |= change.pending() && !change.localOnly();
            switch (change.content()) {
                case Content.Said(Body.Delete _) -> deleted = true;
                case Content.Said(Body.Edit(ClientMessageId _, String text)) -> {
                    // What only this device still has is not everybody's text any more.
                    if (!change.localOnly()) {
                        edited = true;
                        deleted &= !editUndoes;
                        content = new Content.Said(new Body.Text(text));
                    }
                }
                default -> throw new IllegalStateException("a change is an edit or a delete");
            }
        }
        if (deleted) {
            content = new Content.Said(new Body.Text(""));
        }
        return changes.isEmpty() ? message : message.with(content, new Changed(edited, deleted, pending, failure));
    }

    /** A message came or was written: notes what it changes, and forgets the words of what was taken back. */
    void added(ConversationHead head, ClientMessageId id, UserId sender, Content content) throws StoreException {
        Optional<ClientMessageId> of =
                content instanceof Content.Said(Body body) ? StoredMessage.changes(body) : Optional.empty();
        if (of.isPresent()) {
            sql.update("MERGE INTO message_change(client_id, sender, ref_id) VALUES(?, ?, ?)", id, sender, of.get());
            sql.update("UPDATE conversation SET has_changes = TRUE WHERE num = ? AND NOT has_changes", head.num());
            forgetWords(head, of.get(), sender);
        } else if (head.hasChanges()) {
            forgetWords(head, id, sender);
        }
    }

    /** An own message is in the server's order now; if it is a delete, it counts from here on. */
    void settled(ConversationHead head, StoredMessage message) throws StoreException {
        forgetWords(head, message.changes().orElse(message.clientId()), message.sender());
    }

    /** A change that was never sent is taken back. */
    void discarded(ClientMessageId id, UserId sender) throws StoreException {
        sql.update("DELETE FROM message_change WHERE client_id = ? AND sender = ?", id, sender);
    }

    /** Where the message stands that this one changes; empty if it changes none, or that one is not here. */
    Optional<Long> target(ConversationHead head, StoredMessage change) throws StoreException {
        Optional<ClientMessageId> of = change.changes();
        return of.isEmpty()
                ? Optional.empty()
                : sql.one(
                        "SELECT msg_key FROM message WHERE client_id = ? AND sender = ? AND op = ? AND msg_key > ?"
                                + " AND msg_key < ?",
                        row -> row.getLong(1),
                        of.get(),
                        change.sender(),
                        MessageOp.NEW.code(),
                        MessageKey.of(head.num(), 0),
                        MessageKey.end(head.num()));
    }

    /** Own changes of an own message that were refused. */
    List<ClientMessageId> failed(ConversationId conversation, ClientMessageId message) throws StoreException {
        return sql.list(
                "SELECT o.client_id FROM message_change c JOIN outbox o ON o.client_id = c.client_id"
                        + " WHERE c.ref_id = ? AND c.sender = ? AND o.failed AND o.num = ? ORDER BY o.msg_key",
                row -> new ClientMessageId(Sql.uuid(row, "client_id")),
                message,
                tx.account().me(),
                tx.conversations().num(conversation));
    }

    /**
     * Once a delete has its seq it can never be undone: the words of the message and of its edits leave the database. Own
     * envelopes stay, for a server that forgot them.
     */
    private void forgetWords(ConversationHead head, ClientMessageId message, UserId sender) throws StoreException {
        long deletes = sql.number(
                "SELECT COUNT(*) FROM message_change c JOIN message m ON m.client_id = c.client_id AND m.sender = c.sender"
                        + " WHERE c.ref_id = ? AND c.sender = ? AND m.content = ? AND m.msg_key > ? AND m.msg_key < ?",
                message,
                sender,
                MessageRows.DELETE,
                MessageKey.of(head.num(), 0),
                MessageKey.pendingBase(head.num()));
        if (deletes > 0) {
            String words = "UPDATE message SET body = '', envelope = CASE WHEN mine THEN envelope END WHERE sender = ?"
                    + " AND content NOT IN (?, ?) AND ";
            sql.update(words + "client_id = ?", sender, MessageRows.DELETE, MessageRows.UNREADABLE, message);
            sql.update(
                    words + "client_id IN (SELECT client_id FROM message_change WHERE ref_id = ? AND sender = ?)",
                    sender,
                    MessageRows.DELETE,
                    MessageRows.UNREADABLE,
                    message,
                    sender);
        }
    }
}

package io.callvault.desktop.store;

import io.callvault.desktop.store.row.OutboxEntry;
import io.callvault.desktop.store.row.OutboxEnvelope;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.DeliveryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What waits for the server's acknowledgement: first in, first out per conversation. A failed row steps aside, so that the
 * one behind it follows the one before it; the link to the previous message is never written down, and never stale.
 */
public final class OutboxStore {

    /** A server's wish is capped at that ({@code OutboxPump}): what should wait longer was told by a clock that was ahead. */
    private static final long LONGEST_WAIT_MS = 300_000;

    private final Sql sql;
    private final Tx tx;

    OutboxStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /**
     * What may be sent now, per conversation in its order. A row that must still wait holds back all behind it.
     *
     * @param window how many rows of one conversation may be with the link at once, those already there included
     * @param limit how many rows at most, over all conversations
     */
    public List<OutboxEntry> due(long nowMs, int window, int limit) throws StoreException {
        List<OutboxEntry> found = new ArrayList<>();
        Optional<Long> next = firstKey(0);
        while (next.isPresent() && found.size() < limit) {
            long num = MessageKey.num(next.get());
            Optional<ClientMessageId> previous = Optional.empty();
            for (Waiting row : waiting(num, window)) {
                if (!row.sending()) {
                    if (waits(row, nowMs) || found.size() == limit) {
                        break;
                    }
                    found.add(entry(row, previous));
                }
                previous = Optional.of(row.id());
            }
            next = firstKey(MessageKey.end(num));
        }
        return found;
    }

    /**
     * The earliest time after {@code nowMs} at which a row may be tried again; empty if none waits for a time. Rows whose time
     * has come and that are not {@link #due} wait for those before them, whose answer wakes whoever sends.
     */
    public Optional<Long> nextAttemptMs(long nowMs) throws StoreException {
        return sql.one(
                "SELECT next_ms FROM outbox WHERE NOT failed AND NOT sending AND next_ms > ? ORDER BY next_ms LIMIT 1",
                row -> row.getLong(1),
                nowMs);
    }

    /** Everything that is not acknowledged yet, failed ones too. */
    public long size() throws StoreException {
        return sql.number("SELECT COUNT(*) FROM outbox");
    }

    /** When the oldest message was written that waits and did not fail; Unix milliseconds, by its UUIDv7. Empty for none. */
    public Optional<Long> oldestMs() throws StoreException {
        return sql.one(
                "SELECT client_id FROM outbox WHERE NOT failed ORDER BY client_id LIMIT 1",
                row -> Sql.uuid(row, "client_id").getMostSignificantBits() >>> 16);
    }

    /** The link has it. Need not be durable: after a crash it is queued again anyway ({@link Store#writeRelaxed}). */
    public void markSending(ClientMessageId id) throws StoreException {
        if (sql.update("UPDATE outbox SET sending = TRUE, attempt = attempt + 1 WHERE client_id = ?", id) > 0) {
            state(id, DeliveryState.SENDING);
        }
    }

    /** The link lost it, or the server wants it later. */
    public void backToQueued(ClientMessageId id, long nextAttemptMs) throws StoreException {
        if (sql.update("UPDATE outbox SET sending = FALSE, next_ms = ? WHERE client_id = ?", nextAttemptMs, id) > 0) {
            state(id, DeliveryState.QUEUED);
            conversation(id).ifPresent(c -> tx.afterCommit(new StoreNews.OutboxChanged(c)));
        }
    }

    /** The link is gone: everything it had is queued again, in the old order, at once. */
    public void allBackToQueued() throws StoreException {
        for (ClientMessageId id : sql.list(
                "SELECT client_id FROM outbox WHERE sending ORDER BY msg_key",
                row -> new ClientMessageId(Sql.uuid(row, "client_id")))) {
            backToQueued(id, 0);
        }
    }

    /** The server misses an earlier message: this conversation's rows are queued again, in the old order. */
    public void rewind(ConversationId conversation, long nextAttemptMs) throws StoreException {
        long num = tx.conversations().num(conversation);
        for (Waiting row : waiting(num, Integer.MAX_VALUE)) {
            if (row.sending()) {
                backToQueued(row.id(), nextAttemptMs);
            }
        }
    }

    /**
     * The server will never take it as it is: marked, its text kept, and the next one follows the one before it. Nothing happens
     * to one that is acknowledged: of an answer to a second sending only the first counts.
     */
    public void fail(ClientMessageId id, SendFailure failure) throws StoreException {
        if (sql.update("UPDATE outbox SET failed = TRUE, sending = FALSE WHERE client_id = ?", id) == 0) {
            return;
        }
        sql.update(
                "UPDATE message SET state = ?, fail_code = ?, fail_reason = ?, fail_retry = ? WHERE client_id = ? AND mine",
                MessageRows.code(DeliveryState.QUEUED),
                failure.code(),
                failure.reason(),
                failure.retryable(),
                id);
        tx.keep(Precious.failed(id, failure));
        changed(id);
    }

    /** Puts a failed message back into the outbox, behind everything that waits; the same bytes, the same key. */
    public void retry(ClientMessageId id) throws StoreException {
        Optional<Long> old =
                sql.one("SELECT msg_key FROM outbox WHERE client_id = ? AND failed", row -> row.getLong(1), id);
        Optional<Bytes> envelope =
                sql.one("SELECT envelope FROM outbox WHERE client_id = ?", row -> Sql.bytes(row, "envelope"), id);
        if (old.isEmpty() || envelope.isEmpty()) {
            return;
        }
        long num = MessageKey.num(old.get());
        long key = MessageKey.pendingBase(num) + tx.conversations().takeLocalOrder(num);
        sql.update(
                "UPDATE outbox SET msg_key = ?, failed = FALSE, attempt = 0, next_ms = 0, resigned = FALSE WHERE msg_key = ?",
                key,
                old.get());
        sql.update(
                "UPDATE message SET msg_key = ?, fail_code = NULL, fail_reason = NULL, fail_retry = FALSE WHERE msg_key = ?",
                key,
                old.get());
        tx.keep(Precious.queued(envelope.get()));
        changed(id);
    }

    /** Everything of a conversation that is not acknowledged, failed ones too, in outbox order. */
    public List<OutboxEnvelope> envelopes(ConversationId conversation) throws StoreException {
        return sql.list(
                "SELECT client_id, envelope, resigned FROM outbox WHERE num = ? ORDER BY msg_key",
                row -> new OutboxEnvelope(
                        new ClientMessageId(Sql.uuid(row, "client_id")),
                        Sql.bytes(row, "envelope"),
                        row.getBoolean("resigned")),
                tx.conversations().num(conversation));
    }

    /**
     * The same message with other bytes, of which the server has none: signed anew for the sake of the time in them.
     *
     * @param timestampMs the author's time inside
     */
    public void replace(ClientMessageId id, Bytes envelope, long timestampMs) throws StoreException {
        if (sql.update("UPDATE outbox SET envelope = ?, resigned = TRUE WHERE client_id = ?", envelope, id) > 0) {
            sql.update(
                    "UPDATE message SET envelope = ?, author_ms = ? WHERE client_id = ? AND mine",
                    envelope,
                    timestampMs,
                    id);
            tx.keep(Precious.queued(envelope));
            changed(id);
        }
    }

    /** Takes a message that the link does not have out of outbox and timeline; nothing happens if it is on its way. */
    public void discard(ClientMessageId id) throws StoreException {
        Optional<Long> key = sql.one(
                "SELECT msg_key FROM outbox WHERE client_id = ? AND (failed OR (NOT sending AND attempt = 0))",
                row -> row.getLong(1),
                id);
        if (key.isEmpty()) {
            return;
        }
        Optional<ConversationHead> head = tx.conversations().headOf(MessageKey.num(key.get()));
        Optional<StoredMessage> message = tx.messages().at(key.get());
        sql.update("DELETE FROM outbox WHERE msg_key = ?", key.get());
        sql.update("DELETE FROM message WHERE msg_key = ?", key.get());
        tx.changes().discarded(id, tx.account().me());
        tx.keep(Precious.discarded(id));
        if (head.isPresent() && message.isPresent()) {
            Optional<Long> changed = tx.changes().target(head.get(), message.get());
            if (changed.isPresent()) {
                tx.messages().tell(head.get(), changed.get());
            }
            tx.lastChanged(head.get().id());
            tx.afterCommit(new StoreNews.MessagesChanged(head.get().id(), List.of(), List.of(id)));
            tx.afterCommit(new StoreNews.OutboxChanged(head.get().id()));
        }
    }

    void add(long key, ClientMessageId id, ConversationId conversation, Bytes envelope) throws StoreException {
        sql.update(
                "INSERT INTO outbox(msg_key, client_id, num, envelope) VALUES(?, ?, ?, ?)",
                key,
                id,
                MessageKey.num(key),
                envelope);
        tx.keep(Precious.queued(envelope));
        tx.queued();
        tx.afterCommit(new StoreNews.OutboxChanged(conversation));
    }

    /** Discarded before the database fell back to an earlier state: it does not come back. */
    void forget(ClientMessageId id) throws StoreException {
        Optional<Long> key = sql.one("SELECT msg_key FROM outbox WHERE client_id = ?", row -> row.getLong(1), id);
        if (key.isPresent()) {
            sql.update("DELETE FROM outbox WHERE msg_key = ?", key.get());
            sql.update("DELETE FROM message WHERE msg_key = ?", key.get());
        }
    }

    /**
     * What stands here at a start may have been sent by an earlier run, whose mark of that need not be durable: it is not thrown
     * away in silence any more.
     */
    void anotherRun() throws StoreException {
        mayHaveBeenSent();
        // Told by the clock of that run, which may have been ahead.
        sql.update("UPDATE outbox SET next_ms = 0 WHERE next_ms > 0");
    }

    /** The same for a server that was restored. */
    void mayHaveBeenSent() throws StoreException {
        sql.update("UPDATE outbox SET attempt = 1 WHERE attempt = 0");
    }

    List<byte[]> preciousEnvelopes() throws StoreException {
        return sql.list(
                "SELECT envelope FROM outbox ORDER BY msg_key", row -> Precious.queued(Sql.bytes(row, "envelope")));
    }

    List<byte[]> preciousFailures() throws StoreException {
        return sql.list(
                "SELECT o.client_id, m.fail_code, m.fail_reason, m.fail_retry FROM outbox o JOIN message m ON m.msg_key = o.msg_key"
                        + " WHERE o.failed AND m.fail_code IS NOT NULL ORDER BY o.msg_key",
                row -> Precious.failed(
                        new ClientMessageId(Sql.uuid(row, "client_id")),
                        new SendFailure(
                                row.getString("fail_code"),
                                Sql.optionalText(row, "fail_reason").orElse(""),
                                row.getBoolean("fail_retry"))));
    }

    void done(ConversationId conversation, long key, ClientMessageId id) throws StoreException {
        if (sql.update("DELETE FROM outbox WHERE msg_key = ?", key) > 0) {
            tx.keep(Precious.gone(id));
            tx.afterCommit(new StoreNews.OutboxChanged(conversation));
        }
    }

    private record Waiting(long key, ClientMessageId id, boolean sending, int attempt, long nextMs) {}

    private static boolean waits(Waiting row, long nowMs) {
        return row.nextMs() > nowMs && row.nextMs() - nowMs <= LONGEST_WAIT_MS;
    }

    private List<Waiting> waiting(long num, int limit) throws StoreException {
        return sql.list(
                "SELECT msg_key, client_id, sending, attempt, next_ms FROM outbox"
                        + " WHERE msg_key > ? AND msg_key < ? AND NOT failed ORDER BY msg_key LIMIT ?",
                row -> new Waiting(
                        row.getLong("msg_key"),
                        new ClientMessageId(Sql.uuid(row, "client_id")),
                        row.getBoolean("sending"),
                        row.getInt("attempt"),
                        row.getLong("next_ms")),
                MessageKey.of(num, 0),
                MessageKey.end(num),
                limit);
    }

    private OutboxEntry entry(Waiting row, Optional<ClientMessageId> previous) throws StoreException {
        Bytes envelope = sql.one(
                        "SELECT envelope FROM outbox WHERE msg_key = ?",
                        columns -> Sql.bytes(columns, "envelope"),
                        row.key())
                .orElseThrow(() -> new StoreException("An outbox row vanished."));
        ConversationId conversation = tx.conversations()
                .headOf(MessageKey.num(row.key()))
                .orElseThrow(() -> new StoreException("An outbox row without its conversation."))
                .id();
        return new OutboxEntry(row.id(), conversation, previous, envelope, row.attempt(), row.nextMs());
    }

    private Optional<Long> firstKey(long from) throws StoreException {
        return sql.one(
                "SELECT msg_key FROM outbox WHERE msg_key >= ? AND NOT failed ORDER BY msg_key LIMIT 1",
                row -> row.getLong(1),
                from);
    }

    /** Where a message that waits or failed belongs. */
    public Optional<ConversationId> conversation(ClientMessageId id) throws StoreException {
        return sql.one(
                "SELECT c.id FROM outbox o JOIN conversation c ON c.num = o.num WHERE o.client_id = ?",
                row -> new ConversationId(Sql.uuid(row, "id")),
                id);
    }

    private void state(ClientMessageId id, DeliveryState state) throws StoreException {
        sql.update("UPDATE message SET state = ? WHERE client_id = ? AND mine", MessageRows.code(state), id);
        tell(id);
    }

    private void changed(ClientMessageId id) throws StoreException {
        Optional<ConversationId> conversation = conversation(id);
        if (conversation.isPresent()) {
            tx.lastChanged(conversation.get());
            tell(id);
            tx.afterCommit(new StoreNews.OutboxChanged(conversation.get()));
        }
    }

    private void tell(ClientMessageId id) throws StoreException {
        Optional<Long> key = sql.one("SELECT msg_key FROM outbox WHERE client_id = ?", row -> row.getLong(1), id);
        if (key.isPresent()) {
            Optional<ConversationHead> head = tx.conversations().headOf(MessageKey.num(key.get()));
            if (head.isPresent()) {
                tx.messages().tell(head.get(), key.get());
            }
        }
    }
}

package io.callvault.desktop.store;

import io.callvault.desktop.fault.Broken;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.ConversationDigest;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Messages in their order. Everything that comes from the server may come twice: the second time changes nothing. */
public final class MessageStore {

    /** The column's width in bytes; what is longer was refused before, and only its mark is kept. */
    private static final int MAX_ENVELOPE = 48_000;

    private static final int DIGEST_PAGE = 500;

    private final Sql sql;
    private final Tx tx;
    private final MessageRows rows;
    private final Faults faults;

    MessageStore(Sql sql, Tx tx, Faults faults) {
        this.faults = faults;
        this.sql = sql;
        this.tx = tx;
        this.rows = new MessageRows(sql, faults);
    }

    /** What became of a message from the server. */
    public enum Applied {
        INSERTED,
        /** The echo of an own message that was pending here: it is stored now. */
        MERGED,
        DUPLICATE
    }

    /** Queues an own message behind everything else: the row and its place in the outbox. */
    public StoredMessage insertPending(PendingMessage message) throws StoreException {
        ConversationHead head = tx.conversations().headOf(message.conversation());
        long key = nextKey(head);
        MessageRows.Columns content = MessageRows.Columns.of(new Content.Said(message.body()));
        sql.update(
                "INSERT INTO message(msg_key, client_id, sender, mine, op, ref_seq, state, author_ms, server_ms, content,"
                        + " body_kind, body, envelope) VALUES(?, ?, ?, TRUE, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
                key,
                message.clientId(),
                tx.account().me(),
                message.op().code(),
                message.refSeq(),
                MessageRows.code(DeliveryState.QUEUED),
                message.timestampMs(),
                content.code(),
                content.kind(),
                content.text(),
                message.envelope());
        tx.changes().added(head, message.clientId(), tx.account().me(), new Content.Said(message.body()));
        if (message.body() instanceof Body.Call call) {
            tx.calls().told(message.conversation(), true, call);
        }
        tx.outbox().add(key, message.clientId(), message.conversation(), message.envelope());
        tx.lastChanged(head.id());
        return tell(tx.conversations().headOf(head.id()), key);
    }

    /** Whether an own message of that key is here, pending or stored. */
    boolean hasOwn(ClientMessageId id) throws StoreException {
        return sql.number("SELECT COUNT(*) FROM message WHERE client_id = ? AND mine", id) > 0;
    }

    /** The server stored it; empty if it is not here or already stored. */
    public Optional<StoredMessage> applyAck(Frame.Ack ack) throws StoreException {
        Optional<Long> key = sql.one(
                "SELECT msg_key FROM message WHERE client_id = ? AND mine", row -> row.getLong(1), ack.clientMsgId());
        if (key.isEmpty() || MessageKey.order(key.get()) == ack.seq()) {
            return Optional.empty();
        }
        ConversationHead head = tx.conversations()
                .headOf(MessageKey.num(key.get()))
                .orElseThrow(() -> new StoreException("A message without its conversation."));
        settle(head, key.get(), ack.clientMsgId(), new Place(ack.seq(), ack.messageId(), ack.serverTimestamp()));
        return Optional.of(tell(head, MessageKey.of(head.num(), ack.seq())));
    }

    /** A message from the server, checked; also an own echo. Moves delivered, last seq, unread and the preview. */
    public Applied applyIncoming(IncomingMessage incoming) throws StoreException {
        EventBody.MessageStored stored = incoming.stored();
        ConversationHead head = tx.conversations().headOf(stored.conversationId());
        Optional<Long> known = sql.one(
                "SELECT msg_key FROM message WHERE client_id = ? AND sender = ?",
                row -> row.getLong(1),
                incoming.clientId(),
                stored.senderId());
        long key = MessageKey.of(head.num(), stored.seq());
        if (known.isPresent()) {
            if (known.get() == key || MessageKey.num(known.get()) != head.num()) {
                if (faults.has(Broken.SKIP_DEDUPE)) {
                    insert(nextKey(head), stored.senderId().equals(tx.account().me()), incoming);
                }
                return Applied.DUPLICATE;
            }
            Place place = new Place(stored.seq(), stored.messageId(), stored.serverTimestamp());
            settle(head, known.get(), incoming.clientId(), place);
            if (!stored.senderId().equals(tx.account().me())) {
                tx.receipts().raiseOwn(stored.conversationId(), stored.seq(), 0);
            }
            tell(head, key);
            return Applied.MERGED;
        }
        boolean mine = stored.senderId().equals(tx.account().me());
        Optional<StoredMessage> there = at(key);
        if (there.isPresent() && incoming.content() instanceof Content.Unreadable) {
            return Applied.DUPLICATE;
        }
        boolean counted = there.filter(MessageStore::holdsThePlace).isPresent();
        makeRoom(head, key);
        insert(key, mine, incoming);
        tx.changes().added(head, incoming.clientId(), stored.senderId(), incoming.content());
        if (incoming.content() instanceof Content.Said(Body.Call call)) {
            tx.calls().told(head.id(), mine, call);
        }
        tx.conversations().raiseLastSeq(head.num(), stored.seq());
        if (!mine && !counted && countsAsUnread(incoming) && stored.seq() > head.ownRead()) {
            tx.conversations().addUnread(head.num());
        }
        tx.receipts().raiseOwn(stored.conversationId(), stored.seq(), 0);
        tx.lastChanged(head.id());
        tell(
                head.hasChanges() || incoming.op() == MessageOp.NEW
                        ? head
                        : tx.conversations().headOf(head.id()),
                key);
        return Applied.INSERTED;
    }

    public Optional<StoredMessage> find(ConversationId conversation, ClientMessageId clientId) throws StoreException {
        ConversationHead head = tx.conversations().headOf(conversation);
        return first(rows.list(
                head,
                "client_id = ? AND msg_key > ? AND msg_key < ?",
                clientId,
                MessageKey.of(head.num(), 0),
                MessageKey.end(head.num())));
    }

    /** The newest ones, rising by order. */
    public List<StoredMessage> newest(ConversationId conversation, int limit) throws StoreException {
        return before(conversation, Long.MAX_VALUE, limit);
    }

    /** The newest ones with a lower order, rising; {@link Long#MAX_VALUE} for the newest of all. */
    public List<StoredMessage> before(ConversationId conversation, long order, int limit) throws StoreException {
        ConversationHead head = tx.conversations().headOf(conversation);
        List<StoredMessage> found = rows.list(
                head,
                "msg_key > ? AND msg_key < ? ORDER BY msg_key DESC LIMIT ?",
                MessageKey.of(head.num(), 0),
                MessageKey.of(head.num(), Math.min(order, MessageKey.MAX_ORDER)),
                limit);
        Collections.reverse(found);
        return found;
    }

    /** The oldest ones with a higher order, rising. */
    public List<StoredMessage> after(ConversationId conversation, long order, int limit) throws StoreException {
        ConversationHead head = tx.conversations().headOf(conversation);
        return rows.list(
                head,
                "msg_key > ? AND msg_key < ? ORDER BY msg_key LIMIT ?",
                MessageKey.of(head.num(), order),
                MessageKey.end(head.num()),
                limit);
    }

    /** Half before {@code order}, the rest from it on, rising. With the own read watermark: around the first unread. */
    public List<StoredMessage> around(ConversationId conversation, long order, int limit) throws StoreException {
        List<StoredMessage> found = new ArrayList<>(before(conversation, order, limit / 2));
        found.addAll(after(conversation, order - 1, limit - found.size()));
        return found;
    }

    /** Own stored messages with {@code fromSeq < seq <= toSeq}, the newest ones, rising: those whose tick may have moved. */
    public List<StoredMessage> own(ConversationId conversation, long fromSeq, long toSeq, int limit)
            throws StoreException {
        ConversationHead head = tx.conversations().headOf(conversation);
        List<StoredMessage> found = rows.list(
                head,
                "msg_key > ? AND msg_key <= ? AND mine ORDER BY msg_key DESC LIMIT ?",
                MessageKey.of(head.num(), fromSeq),
                MessageKey.of(head.num(), toSeq),
                limit);
        Collections.reverse(found);
        return found;
    }

    /** Everything that has a seq, in one line; read page by page, whatever the length. */
    public ConversationDigest digest(ConversationId conversation) throws StoreException {
        ConversationDigest.Builder digest = new ConversationDigest.Builder();
        List<StoredMessage> page = after(conversation, 0, DIGEST_PAGE);
        while (!page.isEmpty() && !page.getFirst().pending()) {
            page.stream().filter(message -> !message.pending()).forEach(digest::add);
            page = after(conversation, page.getLast().order(), DIGEST_PAGE);
        }
        return digest.build();
    }

    /** Seqs from {@code from} to {@code to} that are not on this device, rising, at most {@code limit} ranges. */
    public List<SeqRange> gaps(ConversationId conversation, long from, long to, int limit) throws StoreException {
        long num = tx.conversations().num(conversation);
        List<SeqRange> found = new ArrayList<>();
        for (SeqRange jump : sql.list(
                "SELECT prev, msg_key FROM (SELECT msg_key, LAG(msg_key, 1, ?) OVER (ORDER BY msg_key) AS prev FROM message"
                        + " WHERE msg_key >= ? AND msg_key <= ?) WHERE msg_key > prev + 1 ORDER BY msg_key LIMIT ?",
                row -> new SeqRange(
                        MessageKey.order(row.getLong("prev")) + 1, MessageKey.order(row.getLong("msg_key")) - 1),
                MessageKey.of(num, from) - 1,
                MessageKey.of(num, from),
                MessageKey.of(num, to),
                limit)) {
            found.add(jump);
        }
        long top = sql.number(
                "SELECT COALESCE(MAX(msg_key), 0) FROM message WHERE msg_key >= ? AND msg_key <= ?",
                MessageKey.of(num, from),
                MessageKey.of(num, to));
        long expected = top == 0 ? from : MessageKey.order(top) + 1;
        if (expected <= to && found.size() < limit) {
            found.add(new SeqRange(expected, to));
        }
        return found;
    }

    Optional<StoredMessage> at(long key) throws StoreException {
        Optional<ConversationHead> head = tx.conversations().headOf(MessageKey.num(key));
        return head.isEmpty() ? Optional.empty() : first(rows.list(head.get(), "msg_key = ?", key));
    }

    /** Tells the message as it now stands, and the one it changes. */
    StoredMessage tell(ConversationHead head, long key) throws StoreException {
        StoredMessage message = first(rows.list(head, "msg_key = ?", key))
                .orElseThrow(() -> new StoreException("A message vanished within its transaction."));
        tx.afterCommit(new StoreNews.MessagesChanged(head.id(), List.of(message), List.of()));
        Optional<Long> target = tx.changes().target(head, message);
        if (target.isPresent()) {
            tell(head, target.get());
        }
        return message;
    }

    private long nextKey(ConversationHead head) throws StoreException {
        return MessageKey.pendingBase(head.num()) + tx.conversations().takeLocalOrder(head.num());
    }

    /** Own edits and deletes of a message that were refused, in the order they were written. */
    public List<ClientMessageId> failedChanges(ConversationId conversation, ClientMessageId message)
            throws StoreException {
        return tx.changes().failed(conversation, message);
    }

    private record Place(long seq, MessageId id, long serverMs) {}

    /** A pending or moved message takes the place the server gave it; its outbox row is done. */
    private void settle(ConversationHead head, long oldKey, ClientMessageId id, Place place) throws StoreException {
        long key = MessageKey.of(head.num(), place.seq());
        makeRoom(head, key);
        sql.update(
                "UPDATE message SET msg_key = ?, message_id = ?, server_ms = ?, state = GREATEST(state, ?),"
                        + " local_only = FALSE, fail_code = NULL, fail_reason = NULL WHERE msg_key = ?",
                key,
                place.id(),
                place.serverMs(),
                MessageRows.code(DeliveryState.SENT),
                oldKey);
        tx.outbox().done(head.id(), oldKey, id);
        if (head.hasChanges()) {
            tx.changes().settled(head, rows.list(head, "msg_key = ?", key).getFirst());
        }
        tx.conversations().raiseLastSeq(head.num(), place.seq());
        tx.lastChanged(head.id());
    }

    /** A call that was answered or declined is no news. */
    private static boolean countsAsUnread(IncomingMessage incoming) {
        return incoming.op() == MessageOp.NEW
                && !(incoming.content() instanceof Content.Said(Body.Call call) && !call.missed());
    }

    /** Only the mark of a message that could not be read: gives way to the message. */
    private static boolean holdsThePlace(StoredMessage there) {
        return there.content() instanceof Content.Unreadable;
    }

    /** After a server's restored backup a seq may be given anew: what stood there stays, behind the stored ones. */
    private void makeRoom(ConversationHead head, long key) throws StoreException {
        Optional<StoredMessage> there = first(rows.list(head, "msg_key = ?", key));
        if (there.filter(MessageStore::holdsThePlace).isPresent()) {
            sql.update("DELETE FROM message WHERE msg_key = ?", key);
        } else if (there.isPresent()) {
            tell(head, tx.rollback().putAside(head, key));
        }
    }

    private void insert(long key, boolean mine, IncomingMessage incoming) throws StoreException {
        EventBody.MessageStored stored = incoming.stored();
        UserId sender = stored.senderId();
        MessageRows.Columns content = MessageRows.Columns.of(incoming.content());
        sql.update(
                "INSERT INTO message(msg_key, client_id, message_id, sender, mine, op, ref_seq, state, author_ms, server_ms,"
                        + " content, body_kind, body, envelope) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key,
                incoming.clientId(),
                stored.messageId(),
                sender,
                mine,
                incoming.op().code(),
                incoming.refSeq(),
                MessageRows.code(DeliveryState.SENT),
                stored.serverTimestamp(),
                stored.serverTimestamp(),
                content.code(),
                content.kind(),
                content.text(),
                stored.envelope().length() <= MAX_ENVELOPE ? Optional.of(stored.envelope()) : Optional.empty());
    }

    private static Optional<StoredMessage> first(List<StoredMessage> found) {
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }
}

package io.callvault.desktop.store;

import io.callvault.desktop.store.row.ChainLink;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.EventBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conversations, their members and everybody's watermarks; unread, last message and ticks are kept in step here. */
public final class ConversationStore {

    private final Sql sql;
    private final Tx tx;

    ConversationStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /** A conversation as the server tells it: members are replaced, watermarks only rise. Profiles are saved before. */
    public void save(EventBody.Conversation told) throws StoreException {
        ConversationId id = told.conversationId();
        if (head(id).isEmpty()) {
            sql.update(
                    "INSERT INTO conversation(num, id, kind, title, created_ms, activity_ms)"
                            + " VALUES((SELECT COALESCE(MAX(num), 0) + 1 FROM conversation), ?, ?, ?, ?, ?)",
                    id,
                    told.kind().name(),
                    told.title(),
                    told.createdMs(),
                    told.createdMs());
        } else {
            sql.update(
                    "UPDATE conversation SET kind = ?, title = ?, created_ms = ? WHERE id = ?",
                    told.kind().name(),
                    told.title(),
                    told.createdMs(),
                    id);
        }
        raiseLastSeq(num(id), told.lastSeq());
        List<UserId> members =
                told.members().stream().map(EventBody.Profile::userId).toList();
        for (UserId old : memberIds(num(id))) {
            if (!members.contains(old)) {
                memberLeft(id, old);
            }
        }
        for (UserId member : members) {
            memberJoined(id, member);
        }
        for (EventBody.Watermark mark : told.watermarks()) {
            raiseWatermark(id, mark.userId(), mark.deliveredSeq(), mark.readSeq());
        }
        tx.touch(id);
    }

    /**
     * A restored server knows messages up to {@code lastSeq} alone: own later ones are queued again with the same key, those of
     * others stay, marked. Comes before {@link #save}; nothing happens to a conversation that is not here.
     */
    public void rollBack(ConversationId conversation, long lastSeq) throws StoreException {
        if (head(conversation).isPresent()) {
            tx.rollback().to(conversation, lastSeq);
        }
    }

    public void memberJoined(ConversationId conversation, UserId user) throws StoreException {
        long num = num(conversation);
        if (sql.number("SELECT COUNT(*) FROM member WHERE num = ? AND user_id = ?", num, user) == 0) {
            sql.update("INSERT INTO member(num, user_id, delivered, seen) VALUES(?, ?, 0, 0)", num, user);
            refreshPeers(conversation);
        }
    }

    public void memberLeft(ConversationId conversation, UserId user) throws StoreException {
        if (sql.update("DELETE FROM member WHERE num = ? AND user_id = ?", num(conversation), user) > 0) {
            refreshPeers(conversation);
        }
    }

    /** A member's watermarks as the server knows them; they only rise. Own ones move unread, those of others the ticks. */
    public void raiseWatermark(ConversationId conversation, UserId user, long delivered, long read)
            throws StoreException {
        sql.update(
                "UPDATE member SET delivered = GREATEST(delivered, ?), seen = GREATEST(seen, ?)"
                        + " WHERE num = ? AND user_id = ?",
                Math.max(delivered, read),
                read,
                num(conversation),
                user);
        if (user.equals(tx.account().me())) {
            tx.receipts().raiseOwn(conversation, delivered, read);
        } else {
            refreshPeers(conversation);
        }
    }

    /** Whether it is on this device; far cheaper than {@link #find}. */
    public boolean exists(ConversationId conversation) throws StoreException {
        return sql.one("SELECT num FROM conversation WHERE id = ?", row -> row.getLong(1), conversation)
                .isPresent();
    }

    public Optional<StoredConversation> find(ConversationId conversation) throws StoreException {
        Optional<ConversationHead> head = head(conversation);
        return head.isEmpty() ? Optional.empty() : Optional.of(load(head.get()));
    }

    /** All of them, the one with the newest activity first. */
    public List<StoredConversation> list() throws StoreException {
        List<StoredConversation> found = new ArrayList<>();
        for (ConversationHead head :
                sql.list("SELECT * FROM conversation ORDER BY activity_ms DESC, num DESC", ConversationHead::read)) {
            found.add(load(head));
        }
        return found;
    }

    /** Those with a person in them. */
    public List<StoredConversation> with(UserId user) throws StoreException {
        List<StoredConversation> found = new ArrayList<>();
        for (ConversationHead head : sql.list(
                "SELECT c.* FROM conversation c JOIN member m ON m.num = c.num WHERE m.user_id = ? ORDER BY c.num",
                ConversationHead::read,
                user)) {
            found.add(load(head));
        }
        return found;
    }

    /** Where this device's chain of envelopes stands; the next one is sealed in the same transaction. */
    public ChainLink chain(ConversationId conversation) throws StoreException {
        return sql.one(
                        "SELECT chain_counter, chain_hash FROM conversation WHERE id = ?",
                        row -> new ChainLink(
                                row.getLong("chain_counter"),
                                row.getLong("chain_counter") == 0
                                        ? Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH])
                                        : Sql.bytes(row, "chain_hash")),
                        conversation)
                .orElseThrow(ConversationStore::unknown);
    }

    /** The chain has grown by one envelope. */
    public void advanceChain(ConversationId conversation, ChainLink link) throws StoreException {
        sql.update(
                "UPDATE conversation SET chain_counter = ?, chain_hash = ? WHERE id = ?",
                link.counter(),
                link.hash(),
                conversation);
    }

    /** A conversation the next snapshot will tell of; until then an empty one stands in its place. */
    void expect(ConversationId conversation) throws StoreException {
        if (head(conversation).isEmpty()) {
            save(new EventBody.Conversation(conversation, ConversationKind.DIRECT, "", List.of(), 0, 0, List.of()));
        }
    }

    List<byte[]> preciousChains() throws StoreException {
        return sql.list(
                "SELECT id, chain_counter, chain_hash FROM conversation WHERE chain_counter > 0",
                row -> Precious.chain(
                        new ConversationId(Sql.uuid(row, "id")),
                        new ChainLink(row.getLong("chain_counter"), Sql.bytes(row, "chain_hash"))));
    }

    Optional<ConversationHead> head(ConversationId conversation) throws StoreException {
        return sql.one("SELECT * FROM conversation WHERE id = ?", ConversationHead::read, conversation);
    }

    ConversationHead headOf(ConversationId conversation) throws StoreException {
        return head(conversation).orElseThrow(ConversationStore::unknown);
    }

    Optional<ConversationHead> headOf(long num) throws StoreException {
        return sql.one("SELECT * FROM conversation WHERE num = ?", ConversationHead::read, num);
    }

    long num(ConversationId conversation) throws StoreException {
        return sql.one("SELECT num FROM conversation WHERE id = ?", row -> row.getLong(1), conversation)
                .orElseThrow(ConversationStore::unknown);
    }

    /** The next place at the end of the outbox. */
    long takeLocalOrder(long num) throws StoreException {
        long next = sql.number("SELECT next_local FROM conversation WHERE num = ?", num);
        sql.update("UPDATE conversation SET next_local = ? WHERE num = ?", next + 1, num);
        return next;
    }

    void raiseLastSeq(long num, long seq) throws StoreException {
        sql.update("UPDATE conversation SET last_seq = ? WHERE num = ? AND last_seq < ?", seq, num, seq);
    }

    private record Last(long key, long atMs) {}

    /** The newest message may be another one now. */
    void refreshLast(ConversationHead head) throws StoreException {
        Optional<Last> last = sql.one(
                "SELECT msg_key, CASE WHEN server_ms > 0 THEN server_ms ELSE author_ms END AS at FROM message"
                        + " WHERE msg_key > ? AND msg_key < ? AND op = ? ORDER BY msg_key DESC LIMIT 1",
                row -> new Last(row.getLong("msg_key"), row.getLong("at")),
                MessageKey.of(head.num(), 0),
                MessageKey.end(head.num()),
                MessageOp.NEW.code());
        sql.update(
                "UPDATE conversation SET last_key = ?, activity_ms = COALESCE(?, created_ms) WHERE num = ?",
                last.map(Last::key).orElse(0L),
                last.map(Last::atMs),
                head.num());
        tx.touch(head.id());
    }

    void addUnread(long num) throws StoreException {
        sql.update("UPDATE conversation SET unread = unread + 1 WHERE num = ?", num);
    }

    /** Counts only what lies between the watermarks: a long unread conversation costs nothing here. */
    void takeUnread(ConversationHead before, long readSeq) throws StoreException {
        long seen = sql.number(
                "SELECT COUNT(*) FROM message WHERE msg_key > ? AND msg_key <= ? AND NOT mine AND op = ? AND content <> ?",
                MessageKey.of(before.num(), before.ownRead()),
                MessageKey.of(before.num(), Math.min(readSeq, before.lastSeq())),
                MessageOp.NEW.code(),
                MessageRows.CALL);
        sql.update("UPDATE conversation SET unread = GREATEST(0, unread - ?) WHERE num = ?", seen, before.num());
        tx.touch(before.id());
    }

    private void refreshPeers(ConversationId conversation) throws StoreException {
        ConversationHead before = headOf(conversation);
        sql.update(
                "UPDATE conversation SET (peers_delivered, peers_read) = (SELECT COALESCE(MIN(delivered), 0),"
                        + " COALESCE(MIN(seen), 0) FROM member WHERE num = ? AND user_id <> ?) WHERE num = ?",
                before.num(),
                tx.account().me(),
                before.num());
        ConversationHead after = headOf(conversation);
        long from = Math.min(before.peersRead(), before.peersDelivered());
        long to = Math.max(after.peersRead(), after.peersDelivered());
        boolean moved = before.peersRead() != after.peersRead() || before.peersDelivered() != after.peersDelivered();
        if (moved && to > from) {
            tx.afterCommit(new StoreNews.TicksMoved(conversation, from, to));
        }
        tx.touch(conversation);
    }

    private List<UserId> memberIds(long num) throws StoreException {
        return sql.list("SELECT user_id FROM member WHERE num = ?", row -> new UserId(Sql.uuid(row, "user_id")), num);
    }

    private StoredConversation load(ConversationHead head) throws StoreException {
        List<StoredConversation.Person> others = sql.list(
                "SELECT m.user_id, COALESCE(p.handle, '') AS handle, COALESCE(p.display_name, '') AS display_name"
                        + " FROM member m LEFT JOIN person p ON p.user_id = m.user_id WHERE m.num = ? AND m.user_id <> ?"
                        + " ORDER BY UPPER(p.display_name)",
                row -> new StoredConversation.Person(
                        new UserId(Sql.uuid(row, "user_id")), row.getString("handle"), row.getString("display_name")),
                head.num(),
                tx.account().me());
        return new StoredConversation(
                head.id(),
                head.kind(),
                head.title(),
                others,
                head.lastSeq(),
                head.unread(),
                head.ownRead(),
                head.ownDelivered(),
                head.peersDelivered(),
                head.peersRead(),
                tx.messages().at(head.lastKey()),
                tx.drafts().get(head.id()),
                head.activityMs());
    }

    private static StoreException unknown() {
        return new StoreException("This conversation is not on this device.");
    }
}

package io.callvault.desktop.store;

import io.callvault.desktop.fault.Faults;
import io.callvault.model.id.ConversationId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One transaction and the store of each aggregate in it. Changes tell their news by themselves; {@link #afterCommit} adds to
 * them. In a read every change is refused by the database. Used by the one thread that was given it, and not after.
 */
public final class Tx {

    private final MessageStore messages;
    private final Changes changes;
    private final OutboxStore outbox;
    private final ConversationStore conversations;
    private final PersonStore people;
    private final CursorStore cursor;
    private final DraftStore drafts;
    private final ReceiptStore receipts;
    private final DeadLetterStore deadLetters;
    private final SettingStore settings;
    private final AccountStore account;
    private final CallLogStore calls;
    private final Rollback rollback;

    private final List<StoreNews> news = new ArrayList<>();
    private final List<byte[]> precious = new ArrayList<>();
    private final Set<ConversationId> lastChanged = new LinkedHashSet<>();
    private final Set<ConversationId> touched = new LinkedHashSet<>();
    private boolean queues;

    Tx(Sql sql, Faults faults) {
        account = new AccountStore(sql, this);
        rollback = new Rollback(sql, this);
        people = new PersonStore(sql, this);
        conversations = new ConversationStore(sql, this);
        changes = new Changes(sql, this);
        outbox = new OutboxStore(sql, this);
        messages = new MessageStore(sql, this, faults);
        cursor = new CursorStore(sql, this);
        drafts = new DraftStore(sql, this);
        receipts = new ReceiptStore(sql, this);
        deadLetters = new DeadLetterStore(sql, this);
        settings = new SettingStore(sql);
        calls = new CallLogStore(sql, this);
    }

    public MessageStore messages() {
        return messages;
    }

    public OutboxStore outbox() {
        return outbox;
    }

    public ConversationStore conversations() {
        return conversations;
    }

    public PersonStore people() {
        return people;
    }

    public CursorStore cursor() {
        return cursor;
    }

    public DraftStore drafts() {
        return drafts;
    }

    public ReceiptStore receipts() {
        return receipts;
    }

    public DeadLetterStore deadLetters() {
        return deadLetters;
    }

    public SettingStore settings() {
        return settings;
    }

    public CallLogStore calls() {
        return calls;
    }

    public AccountStore account() {
        return account;
    }

    Changes changes() {
        return changes;
    }

    Rollback rollback() {
        return rollback;
    }

    /** Tells this once the transaction is durable, and never if it is not. */
    public void afterCommit(StoreNews item) {
        if (item instanceof StoreNews.MessagesChanged next
                && !news.isEmpty()
                && news.getLast() instanceof StoreNews.MessagesChanged before
                && before.conversation().equals(next.conversation())) {
            news.set(news.size() - 1, before.and(next));
        } else if (!news.contains(item)) {
            news.add(item);
        }
    }

    /** Also stands in the second log once this transaction commits. */
    void keep(byte[] record) {
        precious.add(record);
    }

    List<byte[]> takePrecious() {
        return List.copyOf(precious);
    }

    /** Something was put into the outbox. */
    void queued() {
        queues = true;
    }

    boolean queues() {
        return queues;
    }

    /** The conversation's row changed: it is told once, after everything else of this transaction. */
    void touch(ConversationId conversation) {
        touched.add(conversation);
    }

    /** The newest message of the conversation may be another one: looked up once, at the end. */
    void lastChanged(ConversationId conversation) {
        lastChanged.add(conversation);
    }

    /** Ends the work: what is to be told. */
    List<StoreNews> takeNews() throws StoreException {
        for (ConversationId conversation : lastChanged) {
            conversations.refreshLast(conversations.headOf(conversation));
        }
        for (ConversationId conversation : touched) {
            conversations.find(conversation).ifPresent(row -> news.add(new StoreNews.ConversationChanged(row)));
        }
        List<StoreNews> taken = List.copyOf(news);
        forget();
        return taken;
    }

    void forget() {
        queues = false;
        news.clear();
        precious.clear();
        touched.clear();
        lastChanged.clear();
    }
}

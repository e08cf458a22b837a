package io.callvault.signaling.store;

import io.callvault.model.id.EventId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.WireException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every user's log of events: gap-free, in order, append-only. A message's event only points to the message. */
public final class EventTable {

    /** About what an event without a message takes. */
    private static final int TYPICAL_BYTES = 1_000;

    private final Sql sql;
    private final MessageTable messages;
    private final TableContext context;
    private final List<News> news = new ArrayList<>();

    EventTable(Sql sql, MessageTable messages, TableContext context) {
        this.sql = sql;
        this.messages = messages;
        this.context = context;
    }

    /** The newest event of the user that is on disk; in a command also those of the running transaction. */
    public long head(UserKey user) {
        long seen = sql.number("SELECT head_ev FROM account WHERE num = ?", user.num());
        return context.told().headEv(user.num(), seen);
    }

    /** The event's id, if it exists. */
    public Optional<EventId> idOf(UserKey user, long ev) {
        return sql.one(
                "SELECT event_id FROM event WHERE id = ?",
                row -> new EventId(row.getObject(1, UUID.class)),
                Keys.of(user.num(), ev));
    }

    /** Whether this server, in the epoch it has now, gave that id to that event; whether or not it is still known. */
    public boolean issued(UserKey user, long ev, EventId id) {
        return context.seal().made(context.epoch().told(), user.id(), ev, id);
    }

    /**
     * Gives the user one more event; its news leave after the transaction is on disk.
     *
     * @param conversationNum the conversation it tells about, 0 for none
     * @return its ev
     */
    public long append(UserKey user, long conversationNum, EventBody body) {
        sql.update("UPDATE account SET head_ev = head_ev + 1 WHERE num = ?", user.num());
        long ev = sql.number("SELECT head_ev FROM account WHERE num = ?", user.num());
        EventId id = context.seal()
                .seal(context.epoch().written(), user.id(), ev, context.ids().next());
        Frame.Event event = new Frame.Event(ev, id, body);
        boolean pointer = body instanceof EventBody.MessageStored;
        sql.update(
                "INSERT INTO event (id, event_id, conversation_num, message_id, frame) VALUES (?, ?, ?, ?, ?)",
                Keys.of(user.num(), ev),
                event.eventId().value(),
                conversationNum,
                body instanceof EventBody.MessageStored message ? Keys.of(conversationNum, message.seq()) : 0L,
                pointer ? "" : FrameCodec.encode(event));
        context.held().holdEvent(user.num(), ev);
        news.add(new News(user.id(), event));
        return ev;
    }

    /** Events with {@code since < ev <= to}, rising without a gap; at least one, fewer than {@code limit} if they are large. */
    public List<Frame.Event> page(UserKey user, long since, long to, int limit) {
        if (since >= to) {
            return List.of(); // A position of 2^40 would be another owner's key.
        }
        return sql.page(
                "SELECT id, event_id, message_id, frame FROM event WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?",
                this::event,
                EventTable::size,
                Keys.of(user.num(), since + 1),
                Keys.of(user.num(), to),
                limit);
    }

    /** Numbers of the conversations that events after {@code since} tell about. */
    public List<Long> changedConversations(UserKey user, long since) {
        return sql.list(
                "SELECT DISTINCT conversation_num FROM event WHERE id BETWEEN ? AND ?",
                row -> row.getLong(1),
                Keys.of(user.num(), since + 1),
                Keys.end(user.num()));
    }

    /** How many news wait for the commit; {@link #forget} goes back to it. */
    int mark() {
        return news.size();
    }

    void forget(int mark) {
        news.subList(mark, news.size()).clear();
    }

    List<News> drain() {
        List<News> all = List.copyOf(news);
        news.clear();
        return all;
    }

    private static int size(Frame.Event event) {
        return event.body() instanceof EventBody.MessageStored message
                ? message.envelope().length()
                : TYPICAL_BYTES;
    }

    private Frame.Event event(ResultSet row) throws SQLException {
        long message = row.getLong(3);
        if (message != 0) {
            return new Frame.Event(
                    Keys.position(row.getLong(1)), new EventId(row.getObject(2, UUID.class)), messages.get(message));
        }
        try {
            return (Frame.Event) FrameCodec.decode(row.getString(4));
        } catch (WireException e) {
            throw new StoreFailure("an event in the database cannot be read", e);
        }
    }
}

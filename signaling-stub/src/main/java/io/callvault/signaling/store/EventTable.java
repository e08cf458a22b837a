package io.callvault.signaling.store;

import io.callvault.model.id.EventId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every user's log of events: gap-free, in order, append-only. A message's event only points to the message. */
public final class EventTable {

    /** Old events go in bunches: one more statement for so many events. */
    private static final int TRIM_EVERY = 256;

    /** About what an event without a message takes. */
    private static final int TYPICAL_BYTES = 1_000;

    /** The kind of a placeholder on the wire. */
    static final String DEAD_LETTER = "dead_letter";

    private static final Pattern TYPE = Pattern.compile("\"type\":\"([a-z_]{1,32})\"");

    private static final String SELECT =
            "SELECT id, event_id, message_id, frame, conversation_num FROM event WHERE id ";

    private final Sql sql;
    private final MessageTable messages;
    private final DeadLetterTable deadLetters;
    private final TableContext context;
    private final List<News> news = new ArrayList<>();

    EventTable(Sql sql, MessageTable messages, DeadLetterTable deadLetters, TableContext context) {
        this.sql = sql;
        this.messages = messages;
        this.deadLetters = deadLetters;
        this.context = context;
    }

    /** The newest event of the user that is on disk; in a command also those of the running transaction. */
    public long head(UserKey user) {
        long seen = sql.number("SELECT head_ev FROM account WHERE num = ?", user.num());
        return context.told().headEv(user.num(), seen);
    }

    /** Events up to this one are not kept any more; 0 if all are. */
    public long floor(UserKey user) {
        return sql.number("SELECT floor_ev FROM account WHERE num = ?", user.num());
    }

    private void trim(UserKey user, long upTo) {
        if (upTo > 0) {
            sql.update("DELETE FROM event WHERE id BETWEEN ? AND ?", Keys.of(user.num(), 1), Keys.of(user.num(), upTo));
            sql.update("DELETE FROM dead_letter WHERE user_num = ? AND ev <= ?", user.num(), upTo);
            sql.update("UPDATE account SET floor_ev = ? WHERE num = ?", upTo, user.num());
        }
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
        String frame = pointer ? "" : FrameCodec.encode(event);
        sql.update(
                "INSERT INTO event (id, event_id, conversation_num, message_id, frame) VALUES (?, ?, ?, ?, ?)",
                Keys.of(user.num(), ev),
                event.eventId().value(),
                conversationNum,
                body instanceof EventBody.MessageStored message ? Keys.of(conversationNum, message.seq()) : 0L,
                frame);
        context.held().holdEvent(user.num(), ev);
        if (ev % TRIM_EVERY == 0) {
            trim(user, ev - context.keepEvents());
        }
        boolean large = frame.getBytes(StandardCharsets.UTF_8).length > Limits.MAX_FRAME_BYTES;
        if (large) { // No client could ever take it: it is a dead letter from the beginning.
            var poison = poisoned(ev, id, frame, conversationNum, "it is larger than a frame may be");
            deadLetters.add(user, poison.poison(), 0, id.value().getMostSignificantBits() >>> 16);
        }
        news.add(new News(user.id(), large ? placeholder(ev, id) : event));
        return ev;
    }

    /**
     * Events with {@code since < ev <= to}, rising without a gap; at least one, fewer than {@code limit} if they are large. In
     * the place of a dead letter stands an {@link EventBody.Unreadable}.
     *
     * @throws PoisonedEventException at the first one that cannot be read and is no dead letter yet
     */
    public List<Frame.Event> page(UserKey user, long since, long to, int limit) {
        if (since >= to) {
            return List.of(); // A position of 2^40 would be another owner's key.
        }
        return sql.page(
                SELECT + "BETWEEN ? AND ? ORDER BY id LIMIT ?",
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

    /** The event itself, whether or not it is a dead letter. */
    public Frame.Event reread(UserKey user, long ev) throws RefusedException {
        try {
            return sql.one(SELECT + "= ?", this::read, Keys.of(user.num(), ev))
                    .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "this event is not kept any more"));
        } catch (PoisonedEventException e) {
            throw new RefusedException(
                    ProblemCode.CONFLICT,
                    "it still cannot be read: " + e.poison().why());
        }
    }

    private Frame.Event event(ResultSet row) throws SQLException {
        try {
            return read(row);
        } catch (PoisonedEventException e) {
            long id = row.getLong(1);
            if (!deadLetters.covers(Keys.owner(id), Keys.position(id))) {
                throw e;
            }
            return placeholder(e.poison().ev(), e.poison().eventId());
        }
    }

    /** What clients are shown in the place of a dead letter: a kind no client knows, so that each notes it and goes on. */
    private static Frame.Event placeholder(long ev, EventId id) {
        return new Frame.Event(ev, id, new EventBody.Unreadable(DEAD_LETTER, "", Optional.of("it is a dead letter")));
    }

    private Frame.Event read(ResultSet row) throws SQLException {
        long ev = Keys.position(row.getLong(1));
        EventId id = new EventId(row.getObject(2, UUID.class));
        long message = row.getLong(3);
        String frame = row.getString(4);
        long conversation = row.getLong(5);
        if (message != 0) {
            EventBody.MessageStored stored = messages.get(message)
                    .orElseThrow(() -> new PoisonedEventException(new PoisonedEventException.Poison(
                            ev, id, "message", conversation, 0, "the message is not in the database")));
            return new Frame.Event(ev, id, stored);
        }
        int bytes = frame.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limits.MAX_FRAME_BYTES) {
            throw poisoned(ev, id, frame, conversation, "it is larger than a frame may be");
        }
        try {
            if (FrameCodec.decode(frame) instanceof Frame.Event event
                    && event.ev() == ev
                    && !(event.body() instanceof EventBody.Unreadable)) {
                return event;
            }
            throw poisoned(ev, id, frame, conversation, "what is stored is not this event");
        } catch (WireException e) {
            throw poisoned(
                    ev,
                    id,
                    frame,
                    conversation,
                    "what is stored is no frame: " + e.code().wireName());
        }
    }

    private static PoisonedEventException poisoned(long ev, EventId id, String frame, long conversation, String why) {
        Matcher type = TYPE.matcher(frame);
        int bytes = frame.getBytes(StandardCharsets.UTF_8).length;
        return new PoisonedEventException(new PoisonedEventException.Poison(
                ev, id, type.find() ? type.group(1) : "unknown", conversation, bytes, why));
    }
}

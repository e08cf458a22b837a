package io.callvault.signaling.session;

import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Frames;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.store.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session over HTTP: the server's frames leave over a stream, or in the answers to long polls, or wait (calls, typing and
 * presence) or stay in the log (events) while there is neither. Lives on the session's event loop.
 */
final class HttpLink implements Link, EventStream.Listener {

    /** A long poll that waits. */
    private static final class Poll {
        private final SyncService.Cursor cursor;
        private final int limit;
        private final CompletableFuture<SyncApi.EventPage> answer;
        private boolean reading;
        private boolean late;
        private long timer = -1;

        Poll(SyncService.Cursor cursor, int limit, CompletableFuture<SyncApi.EventPage> answer) {
            this.cursor = cursor;
            this.limit = limit;
            this.answer = answer;
        }
    }

    /** Requests with commands that wait for their turn or their answers. */
    private static final int MOST_REQUESTS = 16;

    private final Services services;
    private final Vertx vertx;
    private final Session session;
    private final Consumer<Session.End> atEnd;
    private final AtomicInteger requests = new AtomicInteger();
    private final Transients waiting = new Transients();
    private @Nullable EventStream stream;
    private @Nullable Poll poll;
    private boolean closed;

    /** @param atEnd told once, on the event loop */
    HttpLink(Services services, Vertx vertx, Context context, Consumer<Session.End> atEnd) {
        this.services = services;
        this.vertx = vertx;
        this.atEnd = atEnd;
        this.session = new Session(services, vertx, context, this);
    }

    Session session() {
        return session;
    }

    /** A request with commands came; whether there is room for it. Any thread. */
    boolean enter() {
        session.onLoop(session::heard);
        boolean room = requests.incrementAndGet() <= MOST_REQUESTS;
        if (!room) {
            requests.decrementAndGet();
        }
        return room;
    }

    /** It is answered. Any thread. */
    void leave() {
        requests.decrementAndGet();
        session.onLoop(session::heard);
    }

    /** The session begins: nobody listens yet. */
    void open() {
        session.park();
        session.opened();
    }

    /** A stream takes the place of whatever there was. Events go on after the cursor, or after what was confirmed. */
    void listen(HttpServerResponse response, Context responseLoop, Optional<Long> cursor, CompletableFuture<?> taken) {
        Optional<RefusedException> over = over();
        if (over.isPresent()) {
            taken.completeExceptionally(over.get());
            return;
        }
        session.heard();
        dismissPoll();
        dismissStream();
        EventStream newer = new EventStream(response, responseLoop, session, this, services.epoch());
        newer.open();
        taken.complete(null);
        stream = newer;
        waiting.drain(System.nanoTime()).forEach(newer::write);
        session.unpark(cursor);
    }

    /** A long poll takes the place of whatever there was; the older one is answered at once. */
    void poll(SyncService.Cursor cursor, int limit, long waitMs, CompletableFuture<SyncApi.EventPage> answer) {
        Optional<RefusedException> over = over();
        if (over.isPresent()) {
            answer.completeExceptionally(over.get());
            return;
        }
        session.heard();
        dismissPoll();
        dismissStream();
        Poll newer = new Poll(cursor, limit, answer);
        poll = newer;
        newer.late = waitMs == 0;
        if (waitMs > 0) {
            newer.timer = vertx.setTimer(waitMs, timer -> {
                newer.late = true;
                read(newer);
            });
        }
        read(newer);
    }

    private Optional<RefusedException> over() {
        return session.end()
                .map(Session.End::refusal)
                .or(() -> session.isStarted() ? Optional.empty() : Optional.of(unknown()));
    }

    private void read(Poll asked) {
        if (asked != poll || asked.reading) {
            return;
        }
        asked.reading = true;
        services.workers().execute(() -> {
            try {
                SyncApi.EventPage page =
                        services.sync().events(session.principal().user(), asked.cursor, asked.limit);
                session.onLoop(() -> found(asked, page));
            } catch (RefusedException | RuntimeException e) {
                session.onLoop(() -> failed(asked, e));
            }
        });
    }

    private void found(Poll asked, SyncApi.EventPage page) {
        asked.reading = false;
        if (asked != poll) {
            return;
        }
        if (!page.events().isEmpty() || !waiting.isEmpty() || session.callsWait() || asked.late) {
            settle(asked);
            asked.answer.complete(withFrames(page));
        } else if (session.head() > page.headEv()) {
            // Written while the page was read; its news found nobody waiting.
            read(asked);
        }
    }

    private void failed(Poll asked, Exception failure) {
        asked.reading = false;
        settle(asked);
        asked.answer.completeExceptionally(failure);
    }

    private SyncApi.EventPage withFrames(SyncApi.EventPage page) {
        List<Frame> frames = new ArrayList<>(session.takeCalls());
        frames.addAll(waiting.drain(System.nanoTime()));
        return new SyncApi.EventPage(page.epoch(), page.headEv(), page.events(), Optional.of(Frames.of(frames)));
    }

    private void settle(Poll asked) {
        vertx.cancelTimer(asked.timer);
        if (asked == poll) {
            poll = null;
            session.heard();
        }
    }

    private void dismissPoll() {
        Poll older = poll;
        if (older != null) {
            settle(older);
            older.answer.complete(
                    new SyncApi.EventPage(services.epoch(), session.head(), List.of(), Optional.of(Frames.NONE)));
        }
    }

    private void dismissStream() {
        EventStream older = stream;
        if (older != null) {
            stream = null;
            older.end(CloseCode.MOVED, "moved");
            session.park();
        }
    }

    @Override
    public void gone(EventStream ended) {
        if (ended == stream) {
            stream = null;
            session.park();
        }
    }

    @Override
    public void drained() {
        session.drained();
    }

    @Override
    public boolean identify(DeviceId device) {
        return true; // Every request has been asked by itself.
    }

    @Override
    public boolean writable() {
        EventStream open = stream;
        return open != null && open.writable();
    }

    @Override
    public boolean roomForTransient() {
        return stream == null || writable();
    }

    @Override
    public void write(Frame frame) {
        EventStream open = stream;
        if (open != null) {
            open.write(frame);
            return;
        }
        switch (frame) {
            case Frame.Presence presence -> waiting.add(presence, System.nanoTime());
            case Frame.Typing typing -> waiting.add(typing, System.nanoTime());
            default -> {
                // Events are in the log, heartbeats are for streams, and a poll tells the head by itself.
                return;
            }
        }
        Poll asked = poll;
        if (asked != null) {
            read(asked);
        }
    }

    @Override
    public void news() {
        Poll asked = poll;
        if (asked != null) {
            read(asked);
        }
    }

    /** Requests are bounded one by one. */
    @Override
    public void read(boolean on) {}

    @Override
    public Ears ears() {
        if (poll != null) {
            return Ears.WAITING;
        }
        return stream == null ? Ears.NONE : Ears.OPEN;
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (closed) {
            return;
        }
        closed = true;
        Session.End end = session.end().orElse(new Session.End(code, reason));
        Poll asked = poll;
        if (asked != null) {
            settle(asked);
            asked.answer.completeExceptionally(end.refusal());
        }
        EventStream open = stream;
        if (open != null) {
            stream = null;
            open.end(end.code(), end.reason());
        }
        session.ended();
        atEnd.accept(end);
    }

    /** The session does not exist any more, or never did. */
    static RefusedException unknown() {
        return new RefusedException(ProblemCode.SESSION_GONE, "say hello again");
    }
}

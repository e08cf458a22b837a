package io.callvault.desktop.sync;

import io.callvault.desktop.fault.Broken;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.fault.Point;
import io.callvault.desktop.fault.Points;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Position;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.Gauge;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.Cursor;
import io.callvault.model.id.EventId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the server says into the store: everything that waits goes into one transaction with the cursor, then {@code
 * ev_ack}. What cannot be applied is tried three times, then kept as a dead letter, and the rest flows on. Lives on the loop.
 */
final class Inbox {

    /** What the inbox needs of others. */
    interface Wishes {

        /** Something is missing: fetch what stands behind the cursor. */
        void pull();

        /** These acknowledgements are committed. */
        void acknowledged(List<Frame.Ack> acks);

        /** The cursor has moved. */
        void moved();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    /** The place of an event whose id could not be read; a cursor there has none. */
    private static final EventId NO_ID = new EventId(new UUID(0, 0));

    static final int MAX_EVENTS = 100;
    /** Of one transaction: what is written durably in a moment. */
    private static final long MAX_BYTES = 1024 * 1024;

    private static final int MAX_ACKS = 512;
    private static final int MAX_TRIES = 3;
    private static final Duration GAP_PATIENCE = Duration.ofMillis(500);
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(1);

    private final Loop loop;
    private final Store store;
    private final ServerLink link;
    private final InstantSource clock;
    private final ClientMetrics metrics;
    private final Faults faults;
    private final Wishes wishes;
    private final EventBuffer buffer;
    private final List<Frame.Ack> acks = new ArrayList<>();
    private final Map<Long, Integer> tries = new HashMap<>();
    private final Set<Long> hopeless = new HashSet<>();
    private volatile Position position = Position.START;
    private boolean busy;
    private boolean paused;
    private int limit = MAX_EVENTS;
    private Optional<Loop.Timer> gapTimer = Optional.empty();

    Inbox(SyncService.Parts parts, Wishes wishes) {
        this.loop = parts.loop();
        this.store = parts.store();
        this.link = parts.link();
        this.clock = parts.clock();
        this.metrics = parts.metrics();
        this.faults = parts.faults();
        this.buffer = new EventBuffer(faults.has(Broken.CURSOR_OVER_GAP));
        this.wishes = wishes;
    }

    /** Where this device stands; any thread. */
    Position position() {
        return position;
    }

    EventBuffer buffer() {
        return buffer;
    }

    /** A cursor that was committed elsewhere: at the start, or with a snapshot. */
    void restart(Position from) {
        position = from;
        buffer.cursor(from.ev());
        tries.clear();
        hopeless.clear();
        paused = false;
        if (from.ev() > 0) {
            // The server waits with its events until a snapshot is confirmed.
            link.send(new Frame.EvAck(from.ev()));
        }
        drain();
    }

    /** Applies no events until {@link #restart}; acknowledgements go on. */
    void pause() {
        paused = true;
    }

    boolean paused() {
        return paused;
    }

    /**
     * Stands for an event of which nothing but its place is known; it is buried when its turn comes.
     *
     * @param raw what came, as far as it is JSON
     */
    static Frame.Event unreadable(long ev, Object raw) {
        return new Frame.Event(ev, NO_ID, new EventBody.Unreadable("unreadable", Json.write(raw), Optional.empty()));
    }

    void received(Frame.Event event) {
        if (faults.has(Broken.SKIP_DEDUPE) && event.ev() <= position.ev()) {
            applyAgain(event);
        }
        if (!buffer.add(event)) {
            wishes.pull();
        }
        drain();
    }

    /** What a client without a memory would do; never in the real one. */
    private void applyAgain(Frame.Event event) {
        var _ = store.write(tx -> EventApplier.apply(tx, event, clock.millis())).whenComplete((why, failure) -> {
            LOG.warn("event {} was applied again, because this build is broken on purpose", event.ev());
        });
    }

    void received(Frame.Ack ack) {
        if (!EventApplier.isPlace(ack.seq())) {
            LOG.warn("an acknowledgement with a seq out of range is ignored");
            return;
        }
        acks.add(ack);
        drain();
    }

    /** Applies what can be applied, unless a transaction is under way; that one comes back here. */
    void drain() {
        if (busy) {
            return;
        }
        List<Frame.Ack> someAcks = List.copyOf(acks.subList(0, Math.min(MAX_ACKS, acks.size())));
        // While the event that spoils a batch is looked for, acknowledgements never share its transaction.
        boolean alone = limit == 1 && !someAcks.isEmpty();
        List<Frame.Event> events = paused || alone ? List.of() : buffer.take(limit, MAX_BYTES);
        watchGap(events.isEmpty());
        if (someAcks.isEmpty() && events.isEmpty()) {
            return;
        }
        acks.subList(0, someAcks.size()).clear();
        busy = true;
        Batch batch = new Batch(someAcks, events, Set.copyOf(hopeless), position, clock.millis(), faults.points());
        var _ = store.write(batch::run)
                .whenComplete((result, failure) -> loop.execute(() -> {
                    busy = false;
                    if (failure == null) {
                        applied(batch, result);
                    } else {
                        failed(batch, failure);
                    }
                }));
    }

    private void applied(Batch batch, Result result) {
        if (!batch.events().isEmpty()) {
            limit = MAX_EVENTS;
        }
        // A snapshot may have been taken meanwhile: then this batch no longer says where this device stands.
        if (batch.from().equals(position) && result.position().ev() > position.ev()) {
            metrics.add(Counter.EVENTS_APPLIED, result.position().ev() - position.ev());
            position = result.position();
            buffer.cursor(position.ev());
            faults.points().at(Point.AFTER_APPLY_BEFORE_EV_ACK);
            link.send(new Frame.EvAck(position.ev()));
            tries.keySet().removeIf(ev -> ev <= position.ev());
            hopeless.removeIf(ev -> ev <= position.ev());
        }
        buffer.giveBack(batch.events());
        metrics.set(Gauge.INBOX_DEPTH, buffer.size());
        wishes.moved();
        result.bad().ifPresent(this::tryAgain);
        if (!batch.acks().isEmpty()) {
            wishes.acknowledged(batch.acks());
        }
        drain();
    }

    /** The bad one is fetched anew: it may have been hurt on its way, or what it needs may have come meanwhile. */
    private void tryAgain(Bad bad) {
        buffer.forget(bad.ev());
        int count = tries.merge(bad.ev(), 1, Integer::sum);
        if (bad.why().equals(EnvelopeCheck.BAD_SIGNATURE)) {
            metrics.count(Counter.SIGNATURE_FAILURES);
        }
        LOG.info("event {} cannot be applied ({}), attempt {}", bad.ev(), bad.why(), count);
        if (count >= MAX_TRIES) {
            hopeless.add(bad.ev());
        }
        wishes.pull();
    }

    /** The whole transaction was refused: find the event it fails on, and if it is a single one, count it as bad. */
    private void failed(Batch batch, Throwable failure) {
        LOG.warn(
                "a batch of {} events and {} acks was not stored",
                batch.events().size(),
                batch.acks().size(),
                failure);
        acks.addAll(0, batch.acks());
        buffer.giveBack(batch.events());
        limit = 1;
        if (batch.events().size() == 1 && batch.acks().isEmpty()) {
            long ev = batch.events().getFirst().ev();
            if (tries.merge(ev, 1, Integer::sum) >= MAX_TRIES) {
                hopeless.add(ev);
            }
        }
        loop.schedule(STORE_PATIENCE, this::drain);
    }

    /** A gap may be two frames that changed places; it is given 500 ms. */
    private void watchGap(boolean stuck) {
        boolean gap = stuck && !paused && buffer.hasGap();
        if (gap && gapTimer.isEmpty()) {
            gapTimer = Optional.of(loop.schedule(GAP_PATIENCE, () -> {
                gapTimer = Optional.empty();
                if (buffer.hasGap()) {
                    wishes.pull();
                }
            }));
        } else if (!gap) {
            gapTimer.ifPresent(Loop.Timer::cancel);
            gapTimer = Optional.empty();
        }
    }

    /** The event that stopped a batch. */
    private record Bad(long ev, String why) {}

    private record Result(Position position, Optional<Bad> bad) {}

    /** One transaction's work; runs on the store thread and touches nothing of the loop. */
    private record Batch(
            List<Frame.Ack> acks,
            List<Frame.Event> events,
            Set<Long> hopeless,
            Position from,
            long nowMs,
            Points points) {

        Result run(Tx tx) throws StoreException {
            for (Frame.Ack ack : acks) {
                tx.messages().applyAck(ack);
            }
            if (!acks.isEmpty()) {
                points.at(Point.AFTER_ACK_BEFORE_COMMIT);
            }
            if (!events.isEmpty() && tx.cursor().get().map(Cursor::ev).orElse(0L) != from.ev()) {
                // A snapshot came in between, or the database was made anew: the cursor never jumps from where it is
                // not.
                return new Result(from, Optional.empty());
            }
            Position position = from;
            Optional<Bad> bad = Optional.empty();
            for (Frame.Event event : events) {
                if (hopeless.contains(event.ev())) {
                    EventApplier.bury(tx, event, "three attempts failed", nowMs);
                } else {
                    Optional<String> why = EventApplier.apply(tx, event, nowMs);
                    if (why.isPresent()) {
                        bad = Optional.of(new Bad(event.ev(), why.get()));
                        break;
                    }
                }
                position = new Position(
                        from.epoch(), event.ev(), Optional.of(event.eventId()).filter(id -> !id.equals(NO_ID)));
            }
            if (position.ev() > from.ev()) {
                tx.cursor().move(cursor(position));
            }
            return new Result(position, bad);
        }

        private static Cursor cursor(Position position) {
            Optional<EventId> event = position.eventId();
            return new Cursor(position.epoch().orElse(""), position.ev(), event);
        }
    }
}

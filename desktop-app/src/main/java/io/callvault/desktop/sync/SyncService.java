package io.callvault.desktop.sync;

import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Position;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.Cursor;
import io.callvault.desktop.store.row.DeadLetter;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sync thread's parts, put together: hears the link and the store, and hands each thing to the one that knows what to do.
 * Made by the composition root; {@link #start} before the link connects, {@link #close} after it is gone.
 */
public final class SyncService implements ServerLink.Listener, ServerLink.ResumePoint, AutoCloseable {

    /**
     * What the service works with; {@code loop} is its own, the others are shared.
     *
     * @param deviceKey signs envelopes anew whose time the server refused; empty while nobody is signed in; any thread
     */
    public record Parts(
            Loop loop,
            ServerLink link,
            Store store,
            SignedInApi api,
            ServerClock clock,
            RandomGenerator random,
            Supplier<Optional<SigningKey>> deviceKey,
            Probes probes) {

        ClientMetrics metrics() {
            return probes.metrics();
        }

        Faults faults() {
            return probes.faults();
        }
    }

    /** Who looks on: what is counted, and where a test may hurt. */
    public record Probes(ClientMetrics metrics, Faults faults) {}

    private static final Logger LOG = LoggerFactory.getLogger(SyncService.class);

    /** The server pushes what is behind the cursor by itself; what has not come by then is fetched. */
    private static final Duration PUSH_PATIENCE = Duration.ofMillis(500);

    private final Loop loop;
    private final ServerLink link;
    private final Store store;
    private final ServerClock clock;
    private final ClientMetrics metrics;
    private final Circuits circuits;
    private final Whereabouts whereabouts;
    private final OutboxPump pump;
    private final Inbox inbox;
    private final Puller puller;
    private final Resync resync;
    private final ReceiptSender receipts;
    private final HistoryFetcher history;
    private Subscription news = () -> {};
    private boolean welcomedBefore;
    private boolean snapshotNeeded;

    public SyncService(Parts parts) {
        loop = parts.loop();
        link = parts.link();
        store = parts.store();
        clock = parts.clock();
        metrics = parts.metrics();
        whereabouts = new Whereabouts(loop, parts.link());
        circuits = new Circuits(loop, parts.random(), metrics);
        pump = new OutboxPump(parts, circuits);
        SignedInApi api = new GuardedApi(parts.api(), circuits);
        receipts = new ReceiptSender(loop, store, parts.link());
        history = new HistoryFetcher(api, store, clock);
        inbox = new Inbox(parts, new Inbox.Wishes() {
            @Override
            public void pull() {
                fetchMissing();
            }

            @Override
            public void acknowledged(List<Frame.Ack> acks) {
                pump.acknowledged(acks);
            }

            @Override
            public void moved() {
                puller.moved();
            }
        });
        resync = new Resync(parts, api, inbox);
        puller = new Puller(parts, api, inbox, this::startOver);
    }

    /** Reads the cursor, and frees what a crash left marked as being sent. Not on the FX thread. */
    public void start() throws StoreException {
        Optional<Cursor> cursor = store.read(tx -> tx.cursor().get());
        Position from = cursor.map(c -> new Position(Optional.of(c.epoch()), c.ev(), c.eventId()))
                .orElse(Position.START);
        inbox.restart(from);
        news = store.subscribe(this::changed);
        loop.execute(pump::lost);
        var _ = new Revival(store, metrics).run().whenComplete((snapshot, failure) -> {
            if (failure != null) {
                LOG.warn("the dead letters could not be tried again", failure);
            } else if (snapshot) {
                loop.execute(() -> snapshotNeeded = true);
            }
        });
    }

    public Whereabouts whereabouts() {
        return whereabouts;
    }

    public HistoryLoader history() {
        return history;
    }

    @Override
    public Position position() {
        return inbox.position();
    }

    @Override
    public void welcomed(Frame.Welcome welcome) {
        loop.execute(() -> {
            if (welcomedBefore) {
                metrics.count(Counter.WS_RECONNECTS);
            }
            welcomedBefore = true;
            circuits.reset();
            boolean known = position().epoch().filter(welcome.epoch()::equals).isPresent();
            pump.held(!known && position().epoch().isPresent());
            // A snapshot that was begun and not finished is still needed, whatever the server says now.
            if (!known || snapshotNeeded || inbox.paused() || welcome.resume() == Frame.Resume.RESYNC) {
                startOver();
            } else {
                loop.schedule(PUSH_PATIENCE, () -> puller.upTo(welcome.headEv()));
                fillTails(false);
            }
            pump.wake();
            receipts.wake();
        });
    }

    @Override
    public void received(Frame frame) {
        loop.execute(() -> take(frame));
    }

    /** Finds what was lost without a trace: nothing after it came to show the gap. */
    @Override
    public void head(long ev) {
        loop.schedule(PUSH_PATIENCE, () -> puller.upTo(ev));
    }

    @Override
    public void unreadable(String raw, String why) {
        LOG.warn("a frame could not be read: {}", why);
        if (raw.contains("\"t\":\"event\"")) {
            // An event comes again by a pull, which tries it three times and keeps its place.
            loop.execute(puller::pull);
            return;
        }
        var _ = store.update(tx -> EventApplier.deadLetter(
                        tx, new DeadLetter(0, 0, "frame", Optional.empty(), raw, why, clock.millis())))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("the frame that could not be read was not kept", failure);
                    }
                });
    }

    @Override
    public void lost() {
        loop.execute(() -> {
            puller.stop();
            pump.lost();
            receipts.lost();
            whereabouts.lost();
        });
    }

    @Override
    public void close() {
        news.close();
    }

    private void take(Frame frame) {
        switch (frame) {
            case Frame.Event event -> {
                if (event.body() instanceof EventBody.MessageStored message) {
                    whereabouts.stopped(message.conversationId(), message.senderId());
                }
                inbox.received(event);
            }
            case Frame.Ack ack -> inbox.received(ack);
            case Frame.Nack nack -> pump.refused(nack);
            case Frame.Poke poke -> {
                metrics.count(Counter.POKES);
                puller.upTo(poke.headEv());
            }
            case Frame.Typing typing -> whereabouts.received(typing);
            case Frame.Presence presence -> whereabouts.received(presence);
            default ->
                LOG.debug("{} is not for the sync thread", frame.getClass().getSimpleName());
        }
    }

    private void changed(StoreNews item) {
        switch (item) {
            case StoreNews.OutboxChanged ignored -> pump.wake();
            case StoreNews.ReceiptsDue ignored -> receipts.wake();
            case StoreNews.Rebuilt ignored -> loop.execute(this::forgotten);
            case StoreNews.DeadLetterKept ignored -> metrics.count(Counter.DEAD_LETTERS);
            default -> LOG.trace("not for the sync thread");
        }
    }

    /** The store was made anew: where this device stood is forgotten. */
    private void forgotten() {
        inbox.restart(Position.START);
        pump.lost();
        if (link.status() == LinkStatus.ONLINE) {
            startOver();
            pump.held(false);
        }
    }

    private void fetchMissing() {
        puller.pull();
    }

    private void startOver() {
        puller.stop();
        resync.start(this::startedOver);
    }

    private void startedOver(boolean rolledBack) {
        snapshotNeeded = false;
        pump.held(false);
        fillTails(rolledBack);
    }

    /** With {@code all} also where nothing seems to miss: a restored server may have other messages at the same places. */
    private void fillTails(boolean all) {
        var _ = history.fillTails(all).thenAccept(done -> LOG.debug("newest messages are here: {}", done));
    }
}

package io.callvault.desktop.sync;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.Backoff;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Position;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.Cursor;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.SyncApi;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts anew from a snapshot when the cursor is of no use: a fresh device, an expired cursor, another epoch of the server.
 * The snapshot and the cursor are one transaction; messages follow page by page. Lives on the loop.
 */
final class Resync {

    private static final Logger LOG = LoggerFactory.getLogger(Resync.class);

    private final Loop loop;
    private final SignedInApi api;
    private final ServerLink link;
    private final Store store;
    private final Inbox inbox;
    private final RandomGenerator random;
    private final ClientMetrics metrics;
    private final ForkFinder forks;
    private boolean running;
    private int failures;

    Resync(SyncService.Parts parts, SignedInApi api, Inbox inbox) {
        this.loop = parts.loop();
        this.api = api;
        this.link = parts.link();
        this.store = parts.store();
        this.random = parts.random();
        this.metrics = parts.metrics();
        this.inbox = inbox;
        this.forks = new ForkFinder(parts.api(), parts.store());
    }

    boolean running() {
        return running;
    }

    /** Takes a snapshot, then tells {@code done} whether the epoch is another one. Nothing happens while one is taken. */
    void start(Consumer<Boolean> done) {
        if (running) {
            return;
        }
        running = true;
        inbox.pause();
        ask(done);
    }

    private void ask(Consumer<Boolean> done) {
        if (link.status() != LinkStatus.ONLINE) {
            // The next welcome begins again.
            running = false;
            return;
        }
        LOG.info("taking a snapshot");
        ApiCall<SyncApi.Snapshot> call = ApiCall.get("/api/conversations/sync?since=0", SyncApi.Snapshot.class);
        var _ = api.call(call).thenAccept(result -> loop.execute(() -> answered(result, done)));
    }

    private void answered(ApiResult<SyncApi.Snapshot> result, Consumer<Boolean> done) {
        Optional<SyncApi.Snapshot> found = result.success();
        if (found.isEmpty()) {
            again("the server gave no snapshot", done);
            return;
        }
        SyncApi.Snapshot snapshot = found.get();
        boolean rolledBack = inbox.position()
                .epoch()
                .filter(old -> !old.equals(snapshot.epoch()))
                .isPresent();
        if (rolledBack) {
            var _ = forks.find(snapshot)
                    .exceptionally(failure -> {
                        LOG.warn("what a restored server forgot could not be found out", failure);
                        return Optional.empty();
                    })
                    .thenAccept(known -> loop.execute(() -> known.ifPresentOrElse(
                            forked -> keep(snapshot, Optional.of(forked), done),
                            () -> again("the server gave no pages", done))));
        } else {
            keep(snapshot, Optional.empty(), done);
        }
    }

    /** @param forked up to where each conversation may stay, if the epoch is another one */
    private void keep(SyncApi.Snapshot snapshot, Optional<Map<ConversationId, Long>> forked, Consumer<Boolean> done) {
        Cursor cursor = new Cursor(snapshot.epoch(), snapshot.headEv(), snapshot.headEventId());
        var _ = store.update(tx -> {
                    if (forked.isPresent()) {
                        EventApplier.rollBack(tx, snapshot, forked.get());
                    }
                    EventApplier.snapshot(tx, snapshot);
                    tx.cursor().move(cursor);
                    tx.afterCommit(new StoreNews.Reset());
                })
                .whenComplete((stored, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        LOG.warn("a snapshot was not stored", failure);
                        again("the store refused it", done);
                        return;
                    }
                    metrics.count(Counter.RESYNCS);
                    running = false;
                    failures = 0;
                    inbox.restart(new Position(Optional.of(cursor.epoch()), cursor.ev(), cursor.eventId()));
                    done.accept(forked.isPresent());
                }));
    }

    private void again(String why, Consumer<Boolean> done) {
        failures++;
        LOG.info("no snapshot yet: {}", why);
        loop.schedule(Backoff.delay(failures, random), () -> ask(done));
    }
}

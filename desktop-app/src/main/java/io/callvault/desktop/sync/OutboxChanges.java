package io.callvault.desktop.sync;

import io.callvault.desktop.link.Loop;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.TxAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks in the outbox that must be made: a row left as "sending" would be sent by nobody. What the store refuses (its queue is
 * full) is tried again until it is done, and until then nothing is sent. All of them can be made twice. Lives on the loop.
 */
final class OutboxChanges {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxChanges.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Beyond this everything is simply queued again: the server knows what it already has, and refuses again what it refused. */
    private static final int MOST = 256;

    private final Loop loop;
    private final Store store;
    private final Runnable done;
    private final List<TxAction> undone = new ArrayList<>();
    private boolean running;

    /**
     * @param done called on the loop whenever all are made
     */
    OutboxChanges(Loop loop, Store store, Runnable done) {
        this.loop = loop;
        this.store = store;
        this.done = done;
    }

    /** Whether one is still to be made. */
    boolean pending() {
        return running || !undone.isEmpty();
    }

    void make(TxAction change) {
        if (undone.size() == MOST) {
            undone.clear();
            undone.add(tx -> tx.outbox().allBackToQueued());
        }
        undone.add(change);
        run();
    }

    private void run() {
        if (running || undone.isEmpty()) {
            return;
        }
        running = true;
        List<TxAction> some = List.copyOf(undone);
        undone.clear();
        TxAction all = tx -> {
            for (TxAction change : some) {
                change.run(tx);
            }
        };
        var _ = store.writeRelaxed(all.asWork())
                .whenComplete((nothing, failure) -> loop.execute(() -> finished(some, failure == null)));
    }

    private void finished(List<TxAction> some, boolean made) {
        if (made) {
            running = false;
            run();
            if (!running) {
                done.run();
            }
            return;
        }
        LOG.warn("{} changes of the outbox could not be made yet", some.size());
        undone.addAll(0, some);
        loop.schedule(PATIENCE, () -> {
            running = false;
            run();
        });
    }
}

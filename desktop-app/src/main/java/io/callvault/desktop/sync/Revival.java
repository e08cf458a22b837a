package io.callvault.desktop.sync;

import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.DeadLetter;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries dead letters again when the app starts: a newer version may read what an older one could not, and a certificate that was
 * missing may have come. A message takes the place of its mark. Other events may have been overtaken by later ones, so that they
 * are not applied: a snapshot tells how things stand now.
 */
final class Revival {

    private static final Logger LOG = LoggerFactory.getLogger(Revival.class);

    /** Letters of one transaction: brief, so that a message being sent gets its turn. */
    private static final int CHUNK = 50;

    private final Store store;
    private final ClientMetrics metrics;

    Revival(Store store, ClientMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    private record Outcome(long lastId, int seen, int revived, boolean snapshot) {}

    /** Completes with whether a snapshot is needed; on the store thread. */
    CompletionStage<Boolean> run() {
        return after(0, false);
    }

    private CompletionStage<Boolean> after(long id, boolean snapshot) {
        return store.write(tx -> chunk(tx, id)).thenCompose(outcome -> {
            metrics.add(Counter.DEAD_LETTERS_REVIVED, outcome.revived());
            boolean needed = snapshot || outcome.snapshot();
            return outcome.seen() < CHUNK ? CompletableFuture.completedStage(needed) : after(outcome.lastId(), needed);
        });
    }

    private static Outcome chunk(Tx tx, long after) throws StoreException {
        List<DeadLetter> letters = tx.deadLetters().after(after, CHUNK);
        long last = after;
        int revived = 0;
        boolean snapshot = false;
        for (DeadLetter letter : letters) {
            last = letter.id();
            Optional<EventBody> body = readable(letter);
            if (body.isEmpty()) {
                continue;
            }
            boolean message = body.get() instanceof EventBody.MessageStored;
            if (message && !EventApplier.revived(tx, (EventBody.MessageStored) body.get())) {
                continue;
            }
            LOG.info("dead letter {} can be read now", letter.id());
            snapshot |= !message;
            tx.deadLetters().remove(letter.id());
            revived++;
        }
        return new Outcome(last, letters.size(), revived, snapshot);
    }

    /** Empty for what still cannot be read; a kind that failed for what it says is not made better by a snapshot. */
    private static Optional<EventBody> readable(DeadLetter letter) {
        try {
            if (letter.type().equals(EventApplier.OF_HISTORY)) {
                return Optional.of(Json.read(letter.raw(), EventBody.MessageStored.class));
            }
            EventBody body = Json.read(letter.raw(), Frame.Event.class).body();
            boolean unknownBefore = letter.why().equals(EventApplier.UNKNOWN_KIND);
            return body instanceof EventBody.MessageStored || (unknownBefore && !(body instanceof EventBody.Unreadable))
                    ? Optional.of(body)
                    : Optional.empty();
        } catch (WireException stillNot) {
            return Optional.empty();
        }
    }
}

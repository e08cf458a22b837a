package io.callvault.signaling.admin;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.store.DeadLetterTable;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events that could not be delivered: to look at (never into), to send again, to give up. Blocks for reads. */
public final class DeadLetterDesk {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDesk.class);

    private static final int MOST = 500;

    /** What may be known about one; see {@link DeadLetterTable.DeadLetter}. */
    public record Letter(
            UUID id,
            UserId userId,
            long ev,
            EventId eventId,
            String type,
            Optional<ConversationId> conversationId,
            int bytes,
            String why,
            int attempts,
            long createdMs) {}

    /** @param total how many there are; the list holds the oldest 500 */
    public record Letters(long total, List<Letter> deadLetters) {}

    /** @param ev where the event stands now too */
    public record Requeued(long ev) {}

    private final Store store;

    public DeadLetterDesk(Store store) {
        this.store = store;
    }

    public Letters list() throws RefusedException {
        return store.read(tables -> new Letters(
                tables.deadLetters().count(),
                tables.deadLetters().list(MOST).stream()
                        .map(DeadLetterDesk::view)
                        .toList()));
    }

    public Letter get(UUID id) throws RefusedException {
        return store.read(tables -> view(find(tables, id)));
    }

    /** How many wait for somebody. */
    public long count() throws RefusedException {
        return store.read(tables -> tables.deadLetters().count());
    }

    /**
     * Delivers it after all: the same event once more, at the end of the user's events, because devices have long gone past its
     * place. Fails with {@code conflict} while it cannot be read.
     */
    public CompletionStage<Requeued> requeue(UUID id) {
        return store.write(tables -> {
            DeadLetterTable.DeadLetter letter = find(tables, id);
            Frame.Event event = tables.events().reread(letter.user(), letter.ev());
            long conversation = letter.conversation()
                    .flatMap(tables.conversations()::byId)
                    .map(found -> found.num())
                    .orElse(0L);
            tables.deadLetters().remove(id);
            long ev = tables.events().append(letter.user(), conversation, event.body());
            LOG.info(
                    "dead_letter_requeued id={} user={} ev={} new_ev={}",
                    id,
                    letter.user().id(),
                    letter.ev(),
                    ev);
            return new Requeued(ev);
        });
    }

    /** Gives it up: it leaves the list, and its placeholder stays. */
    public CompletionStage<Boolean> drop(UUID id) {
        return store.write(tables -> {
            DeadLetterTable.DeadLetter letter = find(tables, id);
            tables.deadLetters().drop(id);
            LOG.info(
                    "dead_letter_dropped id={} user={} ev={}", id, letter.user().id(), letter.ev());
            return true;
        });
    }

    private static DeadLetterTable.DeadLetter find(Tables tables, UUID id) throws RefusedException {
        return tables.deadLetters()
                .find(id)
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "there is no such dead letter"));
    }

    private static Letter view(DeadLetterTable.DeadLetter letter) {
        return new Letter(
                letter.id(),
                letter.user().id(),
                letter.ev(),
                letter.eventId(),
                letter.type(),
                letter.conversation(),
                letter.bytes(),
                letter.why(),
                letter.attempts(),
                letter.createdMs());
    }
}

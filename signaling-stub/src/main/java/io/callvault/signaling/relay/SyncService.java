package io.callvault.signaling.relay;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.account.ContactService;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.store.ConversationTable.Conversation;
import io.callvault.signaling.store.PoisonedEventException;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a device pulls to catch up. Every answer is one snapshot of what is on disk. Blocks: worker threads only. */
public final class SyncService {

    private static final Logger LOG = LoggerFactory.getLogger(SyncService.class);

    /** How often an event is tried before it goes to the dead letters (PROTOCOL.md, guarantee 8). */
    private static final int ATTEMPTS = 3;

    private final Store store;
    private final InstantSource clock;
    private final ServerMetrics metrics;

    public SyncService(Store store, InstantSource clock, ServerMetrics metrics) {
        this.store = store;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A device's place in its user's events. */
    public record Cursor(Optional<String> epoch, long ev, Optional<EventId> eventId) {}

    /**
     * Where events go on.
     *
     * @param usable false: the cursor is of another history or of none; take a snapshot
     */
    public record Position(long headEv, boolean usable) {}

    /**
     * Finds the cursor. One that this server gave out in this epoch, at an event that is not there, proves that a backup was
     * restored (PROTOCOL.md, guarantee 7): the epoch ends before this returns, and the cursor is of no use.
     */
    public Position locate(UserKey user, Cursor cursor) throws RefusedException {
        Optional<String> forked = store.read(tables -> forked(tables, user, cursor));
        if (forked.isPresent()) {
            var _ = await(store.endEpoch(forked.get()));
        }
        return store.read(tables -> {
            long head = tables.events().head(user);
            boolean sameHistory = cursor.epoch().isEmpty()
                    ? cursor.ev() == 0 || cursor.eventId().isPresent()
                    : cursor.epoch().get().equals(store.epoch());
            boolean sameEvent = cursor.eventId().isEmpty()
                    || tables.events().idOf(user, cursor.ev()).equals(cursor.eventId());
            boolean kept = cursor.ev() >= tables.events().floor(user);
            return new Position(head, sameHistory && sameEvent && kept && cursor.ev() >= 0 && cursor.ev() <= head);
        });
    }

    /** The epoch that stands for two histories, if the cursor proves it. Only what bears this server's seal proves anything. */
    private Optional<String> forked(Tables tables, UserKey user, Cursor cursor) {
        String epoch = store.epoch();
        if (cursor.eventId().isEmpty() || cursor.ev() <= 0 || !cursor.epoch().equals(Optional.of(epoch))) {
            return Optional.empty();
        }
        EventId id = cursor.eventId().get();
        boolean there = tables.events().idOf(user, cursor.ev()).equals(cursor.eventId());
        boolean sealed = !there && tables.events().issued(user, cursor.ev(), id);
        boolean missing = cursor.ev() > tables.events().head(user)
                || tables.events().idOf(user, cursor.ev()).isPresent();
        return sealed && missing ? Optional.of(epoch) : Optional.empty();
    }

    /** Events after the cursor; {@code cursor_expired} if it is not of this history. */
    public SyncApi.EventPage events(UserKey user, Cursor cursor, int limit) throws RefusedException {
        if (!locate(user, cursor).usable()) {
            metrics.count(Counter.RESYNCS);
            throw new RefusedException(
                    ProblemCode.CURSOR_EXPIRED, "take /api/conversations/sync and go on from its head");
        }
        return delivering(user, tables -> {
            long head = tables.events().head(user);
            return new SyncApi.EventPage(store.epoch(), head, tables.events().page(user, cursor.ev(), head, limit));
        });
    }

    /** At most {@code limit} events with {@code since < ev <= to}, for pushing. */
    public List<Frame.Event> push(UserKey user, long since, long to, int limit) throws RefusedException {
        return delivering(
                user,
                tables -> tables.events()
                        .page(user, since, Math.min(to, tables.events().head(user)), limit));
    }

    /** Tries an event that cannot be read again, then puts it aside: what comes after it flows on. */
    private <T> T delivering(UserKey user, Tables.Work<T> page) throws RefusedException {
        int attempts = 0;
        long poisoned = 0;
        while (true) {
            try {
                return store.read(page);
            } catch (PoisonedEventException e) {
                attempts = e.poison().ev() == poisoned ? attempts + 1 : 1;
                poisoned = e.poison().ev();
                if (attempts >= ATTEMPTS) {
                    bury(user, e.poison());
                }
            }
        }
    }

    private void bury(UserKey user, PoisonedEventException.Poison poison) throws RefusedException {
        if (await(store.write(tables -> tables.deadLetters().add(user, poison, ATTEMPTS, clock.millis())))) {
            metrics.count(Counter.DEAD_LETTERS);
            LOG.error("dead_letter user={} ev={} type={} why={}", user.id(), poison.ev(), poison.type(), poison.why());
        }
    }

    /** Waits until it is on disk, or fails as the command did. */
    private static <T> T await(CompletionStage<T> stage) throws RefusedException {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (Failures.cause(e) instanceof RefusedException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** Everything but messages; only conversations that events after {@code since} tell about, all for 0. */
    public SyncApi.Snapshot snapshot(UserKey user, long since) throws RefusedException {
        return store.readDurable(tables -> {
            long head = tables.events().head(user);
            if (since < 0
                    || since > head
                    || (since > 0 && since < tables.events().floor(user))) {
                throw new RefusedException(ProblemCode.CURSOR_EXPIRED, "take the snapshot with since=0");
            }
            return new SyncApi.Snapshot(
                    store.epoch(),
                    head,
                    tables.events().idOf(user, head),
                    clock.millis(),
                    tables.accounts().profile(tables.accounts().get(user.num())),
                    tables.contacts().list(user).stream()
                            .map(contact -> ContactService.view(tables, contact))
                            .toList(),
                    conversations(tables, user, since));
        });
    }

    private static List<EventBody.Conversation> conversations(Tables tables, UserKey user, long since) {
        Set<Long> changed = new HashSet<>(tables.events().changedConversations(user, since));
        return tables.conversations().ofUser(user).stream()
                .filter(conversation -> since == 0 || changed.contains(conversation.num()))
                .map(tables.conversations()::view)
                .toList();
    }

    /** Messages after {@code sinceSeq}, the oldest first. */
    public SyncApi.MessagePage messagesAfter(UserKey user, ConversationId id, long sinceSeq, int limit)
            throws RefusedException {
        return store.read(tables -> {
            Conversation conversation = member(tables, user, id);
            List<EventBody.MessageStored> found =
                    tables.messages().after(conversation.num(), sinceSeq, conversation.lastSeq(), limit);
            boolean more = !found.isEmpty() && found.getLast().seq() < conversation.lastSeq();
            return new SyncApi.MessagePage(found, more);
        });
    }

    /** The newest messages before {@code beforeSeq}, rising. */
    public SyncApi.MessagePage messagesBefore(UserKey user, ConversationId id, long beforeSeq, int limit)
            throws RefusedException {
        return store.read(tables -> {
            Conversation conversation = member(tables, user, id);
            List<EventBody.MessageStored> found =
                    tables.messages().upTo(conversation.num(), Math.min(beforeSeq - 1, conversation.lastSeq()), limit);
            boolean more = !found.isEmpty() && found.getFirst().seq() > 1;
            return new SyncApi.MessagePage(found, more);
        });
    }

    private static Conversation member(Tables tables, UserKey user, ConversationId id) throws RefusedException {
        return tables.conversations()
                .ofMember(id, user)
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_MEMBER, "not your conversation"));
    }
}

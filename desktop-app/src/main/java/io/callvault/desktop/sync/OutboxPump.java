package io.callvault.desktop.sync;

import io.callvault.desktop.fault.Point;
import io.callvault.desktop.fault.Points;
import io.callvault.desktop.link.Backoff;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.Gauge;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.OutboxEntry;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbox holds: first in, first out per conversation, up to 32 on the way at once, each naming the one before
 * it. What is on its way is marked in the store; this class remembers only since when. Same bytes and key at every attempt.
 * {@link #wake} from any thread; everything else lives on the loop.
 */
final class OutboxPump {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxPump.class);

    /** Messages of one conversation that may be unacknowledged at once. */
    private static final int WINDOW = 32;

    /** Fits into the link's message lane together with what is already there. */
    private static final int LIMIT = 128;

    /** A missing predecessor is normally on its way itself; beyond this the two are waiting for something else. */
    private static final int PATIENT_ATTEMPTS = 3;

    /** A server's wish beyond this is a mistake, and would outlive it in the outbox. */
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(10);
    /** How often an open circuit is looked at. */
    private static final Duration TRIAL_CHECK = Duration.ofMillis(250);

    /** Codes that speak of the server's own trouble, not of this message. */
    private static final Set<String> TROUBLE = Set.of(
            ProblemCode.UNAVAILABLE.wireName(), ProblemCode.INTERNAL.wireName(), ProblemCode.RATE_LIMITED.wireName());

    private static final Duration LANE_PATIENCE = Duration.ofMillis(20);
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(1);

    private final Loop loop;
    private final Store store;
    private final ServerLink link;
    private final ServerClock clock;
    private final RandomGenerator random;
    private final ClientMetrics metrics;
    private final Points points;
    private final Supplier<Optional<SigningKey>> deviceKey;
    private final Circuits.Circuit circuit;
    private final OutboxChanges changes;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Map<ClientMessageId, OnItsWay> sent = new LinkedHashMap<>();

    /** Of which one late answer of the clock was passed over; at most those on their way. */
    private final Set<ClientMessageId> excused = new HashSet<>();

    private boolean held;
    private boolean busy;
    private boolean again;
    private Loop.Timer retry = () -> {};
    private Loop.Timer timeout = () -> {};

    private record OnItsWay(OutboxEntry entry, long sinceNanos) {}

    OutboxPump(SyncService.Parts parts, Circuits circuits) {
        this.loop = parts.loop();
        this.store = parts.store();
        this.link = parts.link();
        this.clock = parts.clock();
        this.random = parts.random();
        this.metrics = parts.metrics();
        this.points = parts.faults().points();
        this.deviceKey = parts.deviceKey();
        this.circuit = circuits.circuit("send");
        this.changes = new OutboxChanges(loop, store, this::pump);
    }

    /** There may be something to send. Many calls before the loop comes round are one. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            loop.execute(() -> {
                woken.set(false);
                pump();
            });
        }
    }

    /** Whether nothing may go out yet: what a restored server forgot was written earlier, and goes out first. */
    void held(boolean newState) {
        held = newState;
        wake();
    }

    /** The link is gone: what was on its way is queued again, and nothing goes out before the next welcome says what is known. */
    void lost() {
        held = true;
        sent.clear();
        excused.clear();
        timeout.cancel();
        retry.cancel();
        changes.make(tx -> tx.outbox().allBackToQueued());
    }

    /** These are committed as sent; the store's news of it wake the pump. */
    void acknowledged(List<Frame.Ack> acks) {
        for (Frame.Ack ack : acks) {
            excused.remove(ack.clientMsgId());
            OnItsWay known = sent.remove(ack.clientMsgId());
            if (known != null) {
                circuit.succeeded();
                metrics.sent((loop.nanoTime() - known.sinceNanos()) / 1_000_000);
            }
        }
        metrics.set(Gauge.SENDS_ON_THEIR_WAY, sent.size());
    }

    void refused(Frame.Nack nack) {
        OnItsWay known = sent.remove(nack.clientMsgId());
        ClientMessageId id = nack.clientMsgId();
        if (nack.permanent()) {
            LOG.warn("message {} was refused: {}", id, nack.code());
            metrics.count(Counter.MESSAGES_REFUSED);
            changes.make(tx -> tx.outbox().fail(id, why(tx, id, nack)));
        } else if (known != null && nack.code().equals(ProblemCode.CLOCK_SKEW.wireName())) {
            if (Resigner.believable(known.entry().envelope(), nack.serverTime()) && excused.add(id)) {
                // An answer to the bytes from before they were signed anew; those on their way get their own.
                sent.put(id, known);
            } else {
                signAnew(known, nack);
            }
        } else if (known != null) {
            if (TROUBLE.contains(nack.code())) {
                circuit.failed();
            }
            later(known.entry(), nack);
        }
    }

    /** The time in the envelope is too far from the server's: measured by this answer, and signed anew once. */
    private void signAnew(OnItsWay known, Frame.Nack nack) {
        Optional<SigningKey> key = deviceKey.get();
        if (key.isEmpty() || nack.serverTime() <= 0) {
            later(known.entry(), nack);
            return;
        }
        long before = clock.millis();
        clock.distrust();
        clock.sample(clock.nanoTime() - (loop.nanoTime() - known.sinceNanos()), nack.serverTime());
        long now = clock.millis();
        LOG.warn("the time of a message is too far off; the clock is set by {} ms and it is signed anew", now - before);
        metrics.count(Counter.CLOCK_RESIGNS);
        ClientMessageId id = nack.clientMsgId();
        ConversationId conversation = known.entry().conversation();
        sent.values().removeIf(other -> other.entry().conversation().equals(conversation));
        Resigner resigner = new Resigner(key.get(), now - before, now);
        changes.make(tx -> {
            if (!resigner.resign(tx, id)) {
                tx.outbox().fail(id, Refusals.CLOCK);
            }
            tx.outbox().rewind(conversation, 0);
        });
    }

    private static SendFailure why(Tx tx, ClientMessageId id, Frame.Nack nack) throws StoreException {
        boolean forbidden = nack.code().equals(ProblemCode.FORBIDDEN.wireName());
        Optional<ConversationId> conversation = forbidden ? tx.outbox().conversation(id) : Optional.empty();
        boolean ownBlock = conversation.isPresent()
                && tx.people().contacts().stream()
                        .anyMatch(contact -> contact.state() == EventBody.ContactState.BLOCKED
                                && contact.conversationId().equals(conversation));
        return ownBlock ? Refusals.OWN_BLOCK : Refusals.of(nack.code());
    }

    private void later(OutboxEntry entry, Frame.Nack nack) {
        ConversationId conversation = entry.conversation();
        metrics.count(Counter.MESSAGE_RETRIES);
        boolean missing = nack.code().equals(ProblemCode.PREDECESSOR_MISSING.wireName());
        boolean atOnce = missing && entry.attempt() < PATIENT_ATTEMPTS;
        long wait = atOnce ? 0 : Backoff.delay(entry.attempt() + 1, random).toMillis();
        long at = clock.millis() + Math.max(wait, Math.clamp(nack.retryAfterMs(), 0, MAX_RETRY_AFTER.toMillis()));
        LOG.info("message {} again in {} ms: {}", entry.clientId(), at - clock.millis(), nack.code());
        // Those behind it would only be told that this one is missing.
        sent.values().removeIf(other -> other.entry().conversation().equals(conversation));
        changes.make(tx -> tx.outbox().rewind(conversation, atOnce ? 0 : at));
    }

    private void pump() {
        if (busy) {
            again = true;
            return;
        }
        if (held || changes.pending() || link.status() != LinkStatus.ONLINE) {
            return;
        }
        int limit = LIMIT;
        if (!circuit.closed()) {
            if (!circuit.mayTry()) {
                wakeIn(TRIAL_CHECK);
                return;
            }
            limit = 1;
        }
        pump(limit);
    }

    private void pump(int limit) {
        busy = true;
        again = false;
        long now = clock.millis();
        var _ = store.writeRelaxed(tx -> {
                    List<OutboxEntry> due = tx.outbox().due(now, WINDOW, limit);
                    for (OutboxEntry entry : due) {
                        tx.outbox().markSending(entry.clientId());
                    }
                    return new Picked(
                            due,
                            due.isEmpty() ? tx.outbox().nextAttemptMs(now) : Optional.empty(),
                            tx.outbox().size());
                })
                .whenComplete((picked, failure) -> loop.execute(() -> {
                    busy = false;
                    if (limit == 1 && (failure != null || picked.entries().isEmpty())) {
                        circuit.gaveUp();
                    }
                    if (failure == null) {
                        send(picked, now);
                    } else {
                        LOG.warn("the outbox could not be read", failure);
                        wakeIn(STORE_PATIENCE);
                    }
                    if (again) {
                        pump();
                    }
                }));
    }

    private record Picked(List<OutboxEntry> entries, Optional<Long> nextMs, long waiting) {}

    private void send(Picked picked, long now) {
        metrics.set(Gauge.OUTBOX_DEPTH, picked.waiting());
        List<ClientMessageId> notTaken = new ArrayList<>();
        for (OutboxEntry entry : picked.entries()) {
            Frame.Send frame =
                    new Frame.Send(entry.clientId(), entry.conversation(), entry.previous(), entry.envelope());
            // One that was not taken holds back all behind it, so that the order stays.
            if (notTaken.isEmpty() && link.send(frame)) {
                sent.put(entry.clientId(), new OnItsWay(entry, loop.nanoTime()));
                points.at(Point.AFTER_SEND);
            } else {
                notTaken.add(entry.clientId());
            }
        }
        metrics.set(Gauge.SENDS_ON_THEIR_WAY, sent.size());
        if (!notTaken.isEmpty()) {
            circuit.gaveUp();
            long at = clock.millis() + LANE_PATIENCE.toMillis();
            changes.make(tx -> {
                for (ClientMessageId id : notTaken) {
                    tx.outbox().backToQueued(id, at);
                }
            });
            wakeIn(LANE_PATIENCE);
        } else if (!picked.entries().isEmpty()) {
            watchTimeout();
            again |= picked.entries().size() == LIMIT && circuit.closed();
        } else {
            picked.nextMs().ifPresent(next -> wakeIn(Duration.ofMillis(Math.max(1, next - now))));
        }
    }

    private void wakeIn(Duration delay) {
        retry.cancel();
        retry = loop.schedule(delay, this::pump);
    }

    private void watchTimeout() {
        timeout.cancel();
        Optional<OnItsWay> oldest = sent.values().stream().findFirst();
        oldest.ifPresent(first -> {
            long left = ACK_TIMEOUT.toNanos() - (loop.nanoTime() - first.sinceNanos());
            timeout = loop.schedule(Duration.ofNanos(Math.max(0, left)), this::timedOut);
        });
    }

    /** No answer in time: the conversation is sent again from there on; the server knows the keys it already has. */
    private void timedOut() {
        long now = loop.nanoTime();
        List<OnItsWay> late = sent.values().stream()
                .filter(one -> now - one.sinceNanos() >= ACK_TIMEOUT.toNanos())
                .toList();
        for (OnItsWay one : late) {
            ConversationId conversation = one.entry().conversation();
            if (sent.values().removeIf(other -> other.entry().conversation().equals(conversation))) {
                metrics.count(Counter.MESSAGE_RETRIES);
                circuit.failed();
                LOG.info("no acknowledgement within {} s, sending again", ACK_TIMEOUT.toSeconds());
                changes.make(tx -> tx.outbox().rewind(conversation, 0));
            }
        }
        watchTimeout();
    }
}

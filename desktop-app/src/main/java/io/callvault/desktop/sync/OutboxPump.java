package io.callvault.desktop.sync;

import io.callvault.desktop.fault.Point;
import io.callvault.desktop.fault.Points;
import io.callvault.desktop.link.Backoff;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.Gauge;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.TxAction;
import io.callvault.desktop.store.row.OutboxEntry;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final Duration LANE_PATIENCE = Duration.ofMillis(20);
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(1);

    private final Loop loop;
    private final Store store;
    private final ServerLink link;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ClientMetrics metrics;
    private final Points points;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Map<ClientMessageId, OnItsWay> sent = new LinkedHashMap<>();
    private boolean held;
    private boolean busy;
    private boolean again;
    private Loop.Timer retry = () -> {};
    private Loop.Timer timeout = () -> {};

    private record OnItsWay(OutboxEntry entry, long sinceNanos) {}

    OutboxPump(SyncService.Parts parts) {
        this.loop = parts.loop();
        this.store = parts.store();
        this.link = parts.link();
        this.clock = parts.clock();
        this.random = parts.random();
        this.metrics = parts.metrics();
        this.points = parts.faults().points();
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
        timeout.cancel();
        retry.cancel();
        change(tx -> tx.outbox().allBackToQueued());
    }

    /** These are committed as sent; the store's news of it wake the pump. */
    void acknowledged(List<Frame.Ack> acks) {
        for (Frame.Ack ack : acks) {
            OnItsWay known = sent.remove(ack.clientMsgId());
            if (known != null) {
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
            change(tx -> tx.outbox().fail(id, why(tx, id, nack)));
        } else if (known != null) {
            later(known.entry(), nack);
        }
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
        change(tx -> tx.outbox().rewind(conversation, atOnce ? 0 : at));
    }

    private void pump() {
        if (busy) {
            again = true;
            return;
        }
        if (held || link.status() != LinkStatus.ONLINE) {
            return;
        }
        busy = true;
        again = false;
        long now = clock.millis();
        var _ = store.writeRelaxed(tx -> {
                    List<OutboxEntry> due = tx.outbox().due(now, WINDOW, LIMIT);
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
            long at = clock.millis() + LANE_PATIENCE.toMillis();
            change(tx -> {
                for (ClientMessageId id : notTaken) {
                    tx.outbox().backToQueued(id, at);
                }
            });
            wakeIn(LANE_PATIENCE);
        } else if (!picked.entries().isEmpty()) {
            watchTimeout();
            again |= picked.entries().size() == LIMIT;
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
                LOG.info("no acknowledgement within {} s, sending again", ACK_TIMEOUT.toSeconds());
                change(tx -> tx.outbox().rewind(conversation, 0));
            }
        }
        watchTimeout();
    }

    private void change(TxAction work) {
        var _ = store.writeRelaxed(work.asWork()).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("the outbox could not be changed", failure);
            }
            wake();
        });
    }
}

package io.callvault.signaling.call;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.id.CallId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.EventBody.ContactState;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.account.TokenBuckets;
import io.callvault.signaling.call.LiveCall.Ringing;
import io.callvault.signaling.call.LiveCall.Running;
import io.callvault.signaling.call.LiveCall.Terms;
import io.callvault.signaling.metric.CallOutcome;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.store.Interrupts;
import io.callvault.signaling.store.News;
import io.callvault.signaling.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes {@code call} frames and passes them on (docs/calls.md). An invite is on disk before anybody hears of it, and is told to
 * every device of the called person that connects while it rings. Any thread; nothing blocks but {@link #start} and {@link #close}.
 */
public final class CallRelay implements AutoCloseable {

    /** How long it rings, milliseconds (docs/calls.md). */
    public static final long RING_MS = 60_000;

    /** Longest payload, UTF-8 bytes: a description of 32,000 characters and what JSON adds. */
    public static final int MAX_PAYLOAD_BYTES = 40 * 1024;

    /** An Ed25519 signature has 64. */
    private static final int MAX_SIG_BYTES = 256;

    /** A running call whose two devices have both been away for so long is over, milliseconds. */
    private static final long AWAY_MS = 120_000;

    /** How often calls are looked at for their age. */
    private static final long SWEEP_MS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(CallRelay.class);

    private final Store store;
    private final CallLines lines;
    private final ServerMetrics metrics;
    private final InstantSource clock;
    private final CallBook book = new CallBook();
    private final Postman post;
    private final CallSteps steps;
    private final Invites invites;
    private final TokenBuckets<UserId> invitePace;
    private final TokenBuckets<DeviceId> signalPace;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cv-calls").factory());

    public CallRelay(
            Store store,
            CallLines lines,
            CallRooms rooms,
            ServerMetrics metrics,
            InstantSource clock,
            RateLimits limits) {
        this.store = store;
        this.lines = lines;
        this.metrics = metrics;
        this.clock = clock;
        this.post = new Postman(lines, metrics, clock, this::overflowed);
        this.steps = new CallSteps(store, book, post, metrics, clock);
        this.invites = new Invites(new Invites.Rooms(store, rooms), book, steps, post, metrics, clock);
        this.invitePace = new TokenBuckets<>(limits.invites(), System::nanoTime);
        this.signalPace = new TokenBuckets<>(limits.signals(), System::nanoTime);
    }

    /** Goes on with the calls of before. Blocks. */
    public void start() {
        long now = clock.millis();
        store.write(tables -> tables.calls().open())
                .toCompletableFuture()
                .join()
                .forEach(row -> {
                    Terms terms = Invites.terms(row);
                    LiveCall.Phase phase = row.accepted()
                            .<LiveCall.Phase>map(device -> new Running(terms, new CallParty(row.called(), device)))
                            .orElse(new Ringing(terms));
                    book.enter(new LiveCall(row.id(), phase, now));
                });
        var _ = thread.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    /** How many calls ring or run. */
    public int active() {
        return book.count();
    }

    /** A frame of a device; completes when it is carried out. Kinds of newer apps are dropped. */
    public CompletionStage<?> take(Principal who, Frame.Call frame) {
        Optional<CallKind> kind = CallKind.of(frame.kind());
        CallParty from = new CallParty(who.user().id(), who.device());
        Optional<LiveCall> call = book.find(frame.callId());
        if (signalPace.take(who.device()) > 0) {
            // No answer to a flood, but whoever talks to its sender learns that it is over.
            metrics.count(Counter.RATE_LIMITED);
            return tooMuch(call, from);
        }
        if (kind.isEmpty()) {
            metrics.count(Counter.CALL_FRAMES_REFUSED);
            return completedStage(false);
        }
        if (!fits(frame)) {
            post.refuse(frame, from);
            return tooMuch(call, from);
        }
        if (kind.get() == CallKind.INVITE) {
            return invite(call, who, from, frame);
        }
        if (call.isEmpty()) {
            steps.stranger(kind.get(), from, frame);
            return completedStage(false);
        }
        return call.get().then(() -> steps.take(call.get(), from, kind.get(), frame));
    }

    private static boolean fits(Frame.Call frame) {
        return frame.payload().length() <= MAX_PAYLOAD_BYTES
                && frame.payload().getBytes(StandardCharsets.UTF_8).length <= MAX_PAYLOAD_BYTES
                && frame.sig().length() <= MAX_SIG_BYTES;
    }

    private CompletionStage<?> tooMuch(Optional<LiveCall> known, CallParty from) {
        if (known.isEmpty()) {
            return completedStage(false);
        }
        LiveCall call = known.get();
        return call.then(() -> call.concerns(from)
                ? steps.end(call, CallOutcome.OVERFLOW, CallEnd.UNAVAILABLE)
                : completedStage(false));
    }

    private CompletionStage<?> invite(Optional<LiveCall> known, Principal who, CallParty from, Frame.Call frame) {
        if (known.isPresent()) {
            return known.get().then(() -> invites.again(known.get(), from, frame));
        }
        if (invitePace.take(who.user().id()) > 0) {
            metrics.count(Counter.RATE_LIMITED);
            post.refuse(frame, from);
            return completedStage(false);
        }
        book.staleOf(from).forEach(old -> old.then(() -> steps.end(old, CallOutcome.ABANDONED, CallEnd.UNAVAILABLE)));
        LiveCall fresh = new LiveCall(frame.callId());
        Optional<LiveCall> faster = book.enter(fresh);
        return faster.isPresent()
                ? faster.get().then(() -> invites.again(faster.get(), from, frame))
                : fresh.then(() -> invites.open(fresh, who, frame));
    }

    /** The device said hello: it hears of every call that rings for it, and of what came while it was away. */
    public void connected(Principal who) {
        CallParty me = new CallParty(who.user().id(), who.device());
        long now = clock.millis();
        for (LiveCall call : book.all()) {
            if (call.phase() instanceof Ringing(Terms terms)
                    && terms.called().equals(me.userId())
                    && now < terms.expiresAt()) {
                post.send(me, terms.invite());
            }
        }
        post.deliver(me);
    }

    /** The connection ended before it could take the frame. */
    public void missed(CallParty to, Frame.Call frame) {
        post.send(to, frame);
    }

    /** A connection, or the mail, holds as much as it may: the call is over, not the connection. */
    public void overflowed(CallId id) {
        book.find(id).ifPresent(call -> call.then(() -> steps.end(call, CallOutcome.OVERFLOW, CallEnd.UNAVAILABLE)));
    }

    /** Who blocks somebody does not go on talking to them. Called on the store's writer thread with what is durable. */
    public void news(List<News> news) {
        for (News one : news) {
            if (one.event().body() instanceof EventBody.ContactChanged(EventBody.Contact contact)
                    && contact.state() == ContactState.BLOCKED) {
                book.all().stream()
                        .filter(call -> call.terms()
                                .filter(terms -> between(
                                        terms, one.user(), contact.profile().userId()))
                                .isPresent())
                        .forEach(call -> call.then(() -> steps.end(call, CallOutcome.BLOCKED, CallEnd.UNAVAILABLE)));
            }
        }
    }

    private static boolean between(Terms terms, UserId one, UserId other) {
        UserId caller = terms.caller().userId();
        return (caller.equals(one) && terms.called().equals(other))
                || (caller.equals(other) && terms.called().equals(one));
    }

    private void sweep() {
        try {
            long now = clock.millis();
            book.all().forEach(call -> sweep(call, now));
            post.sweep();
        } catch (RuntimeException e) {
            LOG.error("calls could not be looked at; tried again in {} ms", SWEEP_MS, e);
        }
    }

    private void sweep(LiveCall call, long now) {
        switch (call.phase()) {
            case Ringing(Terms terms) -> {
                if (now >= terms.expiresAt() && call.sweep()) {
                    call.then(() -> call.phase() instanceof Ringing
                            ? steps.end(call, CallOutcome.TIMEOUT, CallEnd.TIMEOUT)
                            : completedStage(false));
                }
            }
            case Running(Terms terms, CallParty answerer) -> {
                if (lines.connected(terms.caller()) || lines.connected(answerer)) {
                    call.seen(now);
                } else if (now - call.seenMs() >= AWAY_MS) {
                    call.then(() -> steps.end(call, CallOutcome.ABANDONED, CallEnd.CONNECTION_LOST));
                }
            }
            case LiveCall.Opening o -> {}
            case LiveCall.Over o -> {}
        }
    }

    /** Calls go on after the next start. Blocks. */
    @Override
    public void close() {
        Interrupts.close(thread);
    }
}

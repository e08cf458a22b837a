package io.callvault.signaling.session;

import io.callvault.model.call.CallParty;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.store.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from hello to close, the same on every transport; the {@link Link} is what carries it. Fields without a lock
 * belong to the event loop; frames are carried out on the {@link Lane}, so a connection's messages are stored in the order in
 * which they came.
 */
final class Session implements Outflow.Port {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** Frames read and not yet answered before reading pauses. */
    private static final int MOST_IN_FLIGHT = 256;

    /** After that long without a confirmation the client is told to pull. */
    private static final long STUCK_AFTER_MS = 2_000;

    /** Why it is over. */
    record End(CloseCode code, String reason) {

        RefusedException refusal() {
            return new RefusedException(code.problem(reason), "this connection has ended");
        }
    }

    /** Who speaks, and which run of the app it is. */
    private record Speaker(Principal principal, String instance) {}

    private final Services services;
    private final Vertx vertx;
    private final Context context;
    private final Link link;
    private final Lane lane;
    private final FrameHandler frames;
    private final Outflow outflow = new Outflow(this);
    private final Delay delay;
    private final Pulse pulse;
    private volatile Optional<Speaker> speaker = Optional.empty();
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private volatile int depth;
    private boolean started;
    private boolean closed;
    private int inFlight;
    private long heartbeat = -1;
    private long stuckTimer = -1;
    private long headBeforeStart;

    Session(Services services, Vertx vertx, Context context, Link link) {
        this.services = services;
        this.vertx = vertx;
        this.context = context;
        this.link = link;
        this.frames = new FrameHandler(services, this, link);
        this.lane = new Lane(services.workers());
        this.delay = new Delay(services.faults(), vertx, frame -> {
            if (!closed) {
                link.write(frame);
            }
        });
        this.pulse = new Pulse(services.heartbeatMs(), System.nanoTime());
    }

    /** Who speaks; only after hello. */
    Principal principal() {
        return speaker.orElseThrow(() -> new IllegalStateException("no hello yet"))
                .principal();
    }

    boolean sameDevice(Session other) {
        return principal().device().equals(other.principal().device());
    }

    // --- event loop -----------------------------------------------------------------------------------------------

    /** The link stands. */
    void opened() {
        heartbeat = vertx.setPeriodic(services.heartbeatMs(), timer -> beat());
    }

    /** A frame came; its answer goes out over the link. */
    void received(String text) {
        pulse.heard(System.nanoTime());
        inFlight++;
        throttle();
        lane.execute(() -> frames.carryOut(text, this::deliver)
                .whenComplete((done, failure) -> context.runOnContext(ignored -> {
                    inFlight--;
                    throttle();
                })));
    }

    private void throttle() {
        link.read(inFlight < MOST_IN_FLIGHT);
    }

    /** The link takes more again. */
    void drained() {
        throttle();
        if (started) {
            outflow.pump();
        }
    }

    boolean isStarted() {
        return started;
    }

    void expectHello() {
        if (!isGreeted()) {
            close(CloseCode.SILENT, "");
        }
    }

    /** The client was heard of, other than by a frame. */
    void heard() {
        pulse.heard(System.nanoTime());
    }

    private void beat() {
        Pulse.Verdict verdict = pulse.beat(System.nanoTime(), link.ears());
        if (verdict == Pulse.Verdict.GONE) {
            close(CloseCode.SILENT, "");
        } else if (started && services.clock().millis() >= principal().expiresAt()) {
            close(CloseCode.UNAUTHENTICATED, ProblemCode.UNAUTHENTICATED.wireName());
        } else if (started && verdict == Pulse.Verdict.PING && link.writable()) {
            write(new Frame.Ping(outflow.head(), services.clock().millis()));
        }
    }

    /** The link is gone. */
    void ended() {
        closed = true;
        vertx.cancelTimer(heartbeat);
        vertx.cancelTimer(stuckTimer);
        if (isGreeted()) {
            leave();
            outflow.takeCalls().forEach(frame -> services.calls().missed(party(), frame));
        }
    }

    private CallParty party() {
        return new CallParty(principal().user().id(), principal().device());
    }

    /** Whether call frames wait for somebody who pulls. */
    boolean callsWait() {
        return outflow.callsWait();
    }

    List<Frame.Call> takeCalls() {
        return outflow.takeCalls();
    }

    private void leave() {
        if (services.hub().unregister(this) && !principal().isGuest()) {
            later(() -> services.presence().wentOffline(principal().user()));
        }
    }

    @Override
    public boolean writable() {
        return link.writable();
    }

    @Override
    public void write(Frame frame) {
        if (!closed) {
            if (frame instanceof Frame.Poke) {
                services.metrics().count(Counter.POKES);
            }
            delay.pass(frame);
        }
    }

    @Override
    public void load(long since, long to) {
        lane.execute(() -> {
            try {
                List<Frame.Event> events =
                        services.sync().push(principal().user(), since, to, Limits.MAX_QUEUED_FRAMES);
                if (events.isEmpty()) {
                    throw new IllegalStateException("no events after " + since + " up to " + to);
                }
                context.runOnContext(ignored -> {
                    outflow.loaded(events);
                    watch();
                });
            } catch (RefusedException | RuntimeException e) {
                LOG.error("events could not be read", e);
                close(CloseCode.FAILED, ProblemCode.INTERNAL.wireName());
            }
        });
    }

    /** Nobody listens: events stay where they are. */
    void park() {
        outflow.park();
        watch();
    }

    /** Somebody listens again, from the cursor or else from what was confirmed. */
    void unpark(Optional<Long> cursor) {
        outflow.unpark(cursor);
        watch();
    }

    /** The newest event this user has. */
    long head() {
        return outflow.head();
    }

    /** Makes sure that a client that confirms nothing is poked. */
    private void watch() {
        depth = outflow.depth();
        if (outflow.stuck() && stuckTimer < 0) {
            stuckTimer = vertx.setTimer(STUCK_AFTER_MS, timer -> {
                stuckTimer = -1;
                if (outflow.stuck()) {
                    outflow.poke();
                }
            });
        } else if (!outflow.stuck() && stuckTimer >= 0) {
            vertx.cancelTimer(stuckTimer);
            stuckTimer = -1;
        }
    }

    private void begin(long cursor, SyncService.Position position, Consumer<Frame> answer) {
        if (closed) {
            leave();
            return;
        }
        if (!position.usable()) {
            services.metrics().count(Counter.RESYNCS);
        }
        answer.accept(new Frame.Welcome(
                services.epoch(),
                position.headEv(),
                services.clock().millis(),
                services.heartbeatMs(),
                new Frame.ServerLimits(Limits.MAX_FRAME_BYTES, Limits.MAX_TEXT_CHARS, Limits.MAX_UNACKED_EVENTS),
                position.usable() ? Frame.Resume.OK : Frame.Resume.RESYNC));
        started = true;
        outflow.start(cursor, position.headEv(), !position.usable());
        outflow.sawHead(headBeforeStart);
        watch();
    }

    private void closeNow(CloseCode code, String reason) {
        if (!closed) {
            link.close(code, reason);
        } else if (isGreeted()) {
            // A greeting that failed after the line had broken: nobody else will sign it off.
            leave();
        }
    }

    // --- any thread -----------------------------------------------------------------------------------------------

    /** Runs the task on the event loop, at once if this is it. */
    void onLoop(Runnable task) {
        if (context.equals(Vertx.currentContext())) {
            task.run();
        } else {
            context.runOnContext(ignored -> task.run());
        }
    }

    /** Carries frames out after everything that came before; the answers go to the consumers. Completes when all are answered. */
    CompletionStage<?> carryOut(List<String> texts, List<? extends Consumer<Frame>> answers) {
        CompletableFuture<?> done = new CompletableFuture<>();
        lane.execute(() -> {
            CompletableFuture<?>[] all = new CompletableFuture<?>[texts.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = frames.carryOut(texts.get(i), answers.get(i)).toCompletableFuture();
            }
            var _ = CompletableFuture.allOf(all).whenComplete((none, failure) -> done.complete(null));
        });
        return done;
    }

    /** A stored event of this user. */
    void news(Frame.Event event) {
        context.runOnContext(ignored -> {
            if (started && !closed) {
                outflow.news(event);
                link.news();
                watch();
            }
            headBeforeStart = Math.max(headBeforeStart, event.ev());
        });
    }

    /** The hello was good: from now on the session speaks for this device. */
    void greeted(Principal who, String instance) {
        speaker = Optional.of(new Speaker(who, instance));
    }

    /** A request with a good token of the same device came. */
    void seen(Principal who) {
        speaker = speaker.filter(known -> known.principal().expiresAt() >= who.expiresAt())
                .or(() -> speaker.map(known -> new Speaker(who, known.instance())));
    }

    /** A newer token of the same device came. */
    void renewed(Principal who) {
        speaker = speaker.map(known -> new Speaker(who, known.instance()));
    }

    /** Events that wait to be pushed, a moment ago. */
    int depth() {
        return depth;
    }

    boolean isGreeted() {
        return speaker.isPresent();
    }

    /** Why it is over; empty while it is not. */
    Optional<End> end() {
        return Optional.ofNullable(end.get());
    }

    /** Welcomes the client and starts pushing; completes when that is done. */
    CompletionStage<?> start(long cursor, SyncService.Position position, Consumer<Frame> answer) {
        CompletableFuture<?> done = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            begin(cursor, position, answer);
            done.complete(null);
        });
        return done;
    }

    /** The client has committed everything up to {@code ev}. */
    void confirmed(long ev) {
        context.runOnContext(ignored -> {
            if (started && ev > 0) {
                outflow.acked(ev);
                // Slow is not stuck: the patience begins anew.
                vertx.cancelTimer(stuckTimer);
                stuckTimer = -1;
                watch();
            }
        });
    }

    /** The client's heartbeat. */
    CompletionStage<?> pinged(Frame.Ping ping, Consumer<Frame> answer) {
        CompletableFuture<?> done = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            ping.mode().ifPresent(pulse::pace);
            answer.accept(new Frame.Pong(outflow.head(), services.clock().millis()));
            done.complete(null);
        });
        return done;
    }

    void deliver(Frame frame) {
        onLoop(() -> write(frame));
    }

    /** For what may wait, but not behind events and not without end. Only after hello. */
    void call(Frame.Call frame) {
        context.runOnContext(ignored -> {
            if (closed) {
                services.calls().missed(party(), frame);
            } else if (!outflow.call(frame)) {
                services.calls().overflowed(frame.callId());
            } else if (started) {
                outflow.pump();
                if (outflow.callsWait()) {
                    link.news();
                }
            }
        });
    }

    /** For what may be dropped: typing and presence. */
    void deliverIfIdle(Frame frame) {
        context.runOnContext(ignored -> {
            if (started && link.roomForTransient()) {
                write(frame);
            }
        });
    }

    /** No further frame is carried out, and the link says goodbye. */
    void close(CloseCode code, String reason) {
        end.compareAndSet(null, new End(code, reason));
        onLoop(() -> closeNow(code, reason));
    }

    /** A newer connection of the same device took over. */
    void replacedBy(Session newer) {
        boolean sameRun = speaker.map(Speaker::instance).equals(newer.speaker.map(Speaker::instance));
        close(sameRun ? CloseCode.MOVED : CloseCode.REPLACED, sameRun ? "moved" : ProblemCode.REPLACED.wireName());
    }

    /** Work that may block and has no answer. */
    private interface Chore {
        void run() throws RefusedException;
    }

    private void later(Chore chore) {
        services.workers().execute(() -> {
            try {
                chore.run();
            } catch (RefusedException | RuntimeException e) {
                LOG.warn("presence was not told", e);
            }
        });
    }
}

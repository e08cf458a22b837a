package io.callvault.signaling.session;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.store.RefusedException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection from hello to close. Fields without a lock belong to the event loop; frames are carried out on the
 * {@link Lane}, so a connection's messages are stored in the order in which they came.
 */
public final class Session implements Outflow.Port {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** Frames read and not yet answered before reading pauses. */
    private static final int MOST_IN_FLIGHT = 256;

    private static final long HELLO_WITHIN_MS = 10_000;

    /** After that long without a confirmation the client is told to pull. */
    private static final long STUCK_AFTER_MS = 2_000;

    private final Services services;
    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final Faults.OpenLine line;
    private final Lane lane;
    private final Outflow outflow = new Outflow(this);
    private volatile @Nullable Principal principal;
    private boolean started;
    private boolean closed;
    private int inFlight;
    private long lastHeard;
    private final Queue<Frame> held = new ArrayDeque<>();
    private long stuckTimer = -1;
    private long headBeforeStart;

    private Session(Services services, Vertx vertx, ServerWebSocket socket, Faults.OpenLine line) {
        this.services = services;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.line = line;
        this.lane = new Lane(services.workers());
        this.lastHeard = System.nanoTime();
    }

    /** Takes over an accepted socket. Call on its event loop, before it delivers anything. */
    public static void open(Services services, Vertx vertx, ServerWebSocket socket, Faults.OpenLine line) {
        Session session = new Session(services, vertx, socket, line);
        long hello = vertx.setTimer(HELLO_WITHIN_MS, timer -> session.expectHello());
        long heartbeat = vertx.setPeriodic(services.heartbeatMs(), timer -> session.beat());
        socket.textMessageHandler(session::received);
        socket.binaryMessageHandler(bytes -> session.close(CloseCode.PROTOCOL_ERROR, ProblemCode.MALFORMED.wireName()));
        socket.exceptionHandler(session::broken);
        socket.drainHandler(drained -> session.drained());
        socket.closeHandler(ended -> {
            vertx.cancelTimer(hello);
            vertx.cancelTimer(heartbeat);
            session.ended();
        });
    }

    /** Who speaks; only after hello. */
    Principal principal() {
        Principal known = principal;
        if (known == null) {
            throw new IllegalStateException("no hello yet");
        }
        return known;
    }

    boolean sameDevice(Session other) {
        return principal().device().equals(other.principal().device());
    }

    // --- event loop -----------------------------------------------------------------------------------------------

    private void received(String text) {
        lastHeard = System.nanoTime();
        inFlight++;
        throttle();
        lane.execute(() -> carryOut(text)
                .whenComplete((done, failure) -> context.runOnContext(ignored -> {
                    inFlight--;
                    throttle();
                })));
    }

    /** Frames that are too large or not UTF-8 never get further than the WebSocket decoder. */
    private void broken(Throwable failure) {
        LOG.debug("a connection broke: {}", failure.toString());
        if (failure instanceof CorruptedWebSocketFrameException corrupted) {
            boolean large = corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
            close(CloseCode.PROTOCOL_ERROR, (large ? ProblemCode.TOO_LARGE : ProblemCode.MALFORMED).wireName());
        }
    }

    private void throttle() {
        if (socket.isClosed()) {
            return;
        }
        if (inFlight >= MOST_IN_FLIGHT || socket.writeQueueFull()) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    private void drained() {
        throttle();
        if (started) {
            outflow.pump();
        }
    }

    private void expectHello() {
        if (principal == null) {
            close(CloseCode.SILENT, "");
        }
    }

    private void beat() {
        long silentMs = (System.nanoTime() - lastHeard) / 1_000_000;
        if (silentMs > 2 * services.heartbeatMs()) {
            close(CloseCode.SILENT, "");
        } else if (started) {
            Principal known = principal();
            if (services.clock().millis() >= known.expiresAt()) {
                close(CloseCode.UNAUTHENTICATED, ProblemCode.UNAUTHENTICATED.wireName());
            } else {
                write(new Frame.Ping(outflow.head(), services.clock().millis()));
            }
        }
    }

    private void ended() {
        closed = true;
        vertx.cancelTimer(stuckTimer);
        if (principal != null) {
            leave();
        }
    }

    private void leave() {
        if (services.hub().unregister(this)) {
            later(() -> services.presence().wentOffline(principal().user()));
        }
    }

    @Override
    public boolean writable() {
        return !socket.isClosed() && !socket.writeQueueFull();
    }

    @Override
    public void write(Frame frame) {
        if (closed) {
            return;
        }
        long delayMs = services.faults().frameDelay().toMillis();
        if (delayMs <= 0 && held.isEmpty()) {
            send(frame);
            return;
        }
        held.add(frame);
        // One timer a frame, each takes the oldest: a shorter delay never lets a frame overtake.
        vertx.setTimer(Math.max(1, delayMs), timer -> send(held.remove()));
    }

    private void send(Frame frame) {
        if (!closed && !socket.isClosed()) {
            socket.writeTextMessage(FrameCodec.encode(frame));
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

    /** Makes sure that a client that confirms nothing is poked. */
    private void watch() {
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

    // --- any thread -----------------------------------------------------------------------------------------------

    /** A stored event of this user. */
    void news(Frame.Event event) {
        context.runOnContext(ignored -> {
            if (started && !closed) {
                outflow.news(event);
                watch();
            }
            headBeforeStart = Math.max(headBeforeStart, event.ev());
        });
    }

    void deliver(Frame frame) {
        context.runOnContext(ignored -> write(frame));
    }

    /** For what may be dropped: typing and presence. */
    void deliverIfIdle(Frame frame) {
        context.runOnContext(ignored -> {
            if (started && writable()) {
                write(frame);
            }
        });
    }

    void close(CloseCode code, String reason) {
        if (context.equals(Vertx.currentContext())) {
            closeNow(code, reason);
        } else {
            context.runOnContext(ignored -> closeNow(code, reason));
        }
    }

    private void closeNow(CloseCode code, String reason) {
        if (!closed && !socket.isClosed()) {
            socket.close(code.code(), reason);
        }
    }

    // --- lane -----------------------------------------------------------------------------------------------------

    private CompletionStage<?> carryOut(String text) {
        try {
            Frame frame = FrameCodec.decode(text);
            if (principal == null) {
                greet(frame);
                return CompletableFuture.completedStage(true);
            }
            if (!(frame instanceof Frame.Reauth)
                    && services.clock().millis() >= principal().expiresAt()) {
                throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the access token is expired");
            }
            return carryOut(frame);
        } catch (WireException e) {
            close(CloseCode.PROTOCOL_ERROR, e.code().wireName());
        } catch (RefusedException e) {
            refuse(e.code());
        } catch (RuntimeException e) {
            LOG.error("a frame could not be carried out", e);
            close(CloseCode.FAILED, ProblemCode.INTERNAL.wireName());
        }
        return CompletableFuture.completedStage(false);
    }

    private CompletionStage<?> carryOut(Frame frame) throws RefusedException {
        switch (frame) {
            case Frame.Send send -> {
                return services.relay().send(principal(), send).thenAccept(this::deliver);
            }
            case Frame.Receipt receipt -> {
                return services.receipts().move(principal().user(), receipt).exceptionally(failure -> {
                    LOG.debug("a receipt was refused: {}", failure.toString());
                    return false;
                });
            }
            case Frame.EvAck ack -> context.runOnContext(ignored -> acked(ack.ev()));
            case Frame.Typing typing ->
                services.typing().typing(principal().user(), typing.conversationId(), typing.active());
            case Frame.Ping ignored ->
                context.runOnContext(now ->
                        write(new Frame.Pong(outflow.head(), services.clock().millis())));
            case Frame.Pong ignored -> {}
            case Frame.Reauth reauth -> reauthenticate(reauth);
            case Frame.Hello ignored -> refuse(ProblemCode.MALFORMED);
            case Frame.Call ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Welcome ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Ack ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Nack ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Event ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Presence ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Poke ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
        }
        return CompletableFuture.completedStage(true);
    }

    private void acked(long ev) {
        if (started && ev > 0) {
            outflow.acked(ev);
            watch();
        }
    }

    private void refuse(ProblemCode code) {
        close(
                code == ProblemCode.UNAUTHENTICATED ? CloseCode.UNAUTHENTICATED : CloseCode.PROTOCOL_ERROR,
                code.wireName());
    }

    private void greet(Frame frame) throws RefusedException {
        if (!(frame instanceof Frame.Hello hello)) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the first frame is a hello");
        }
        if (hello.proto() != Frame.PROTO) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "this server speaks version " + Frame.PROTO);
        }
        Principal who = services.accounts().authenticate(hello.accessToken());
        if (!who.device().equals(hello.deviceId())) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the token belongs to another device");
        }
        if (!line.identify(who.device())) {
            return;
        }
        principal = who;
        SessionHub.Arrival arrival = services.hub().register(this);
        arrival.replaced().ifPresent(older -> older.close(CloseCode.REPLACED, "replaced"));
        SyncService.Cursor cursor = new SyncService.Cursor(hello.epoch(), hello.lastEventSeq(), hello.lastEventId());
        SyncService.Position position = services.sync().locate(who.user(), cursor);
        context.runOnContext(ignored -> start(cursor.ev(), position));
        services.presence().greet(this);
        if (arrival.cameOnline()) {
            services.presence().cameOnline(who.user());
        }
    }

    private void start(long cursor, SyncService.Position position) {
        if (closed) {
            leave();
            return;
        }
        write(new Frame.Welcome(
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

    private void reauthenticate(Frame.Reauth reauth) throws RefusedException {
        Principal renewed = services.accounts().authenticate(reauth.accessToken());
        if (!renewed.device().equals(principal().device())) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the token belongs to another device");
        }
        principal = renewed;
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

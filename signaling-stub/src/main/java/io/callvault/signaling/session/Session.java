package io.callvault.signaling.session;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.store.RefusedException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
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

    /** Pings in a row that are answered although the socket takes no more. */
    private static final int MOST_UNREAD_PONGS = 1_000;

    private static final long HELLO_WITHIN_MS = 10_000;

    /** After that long without a confirmation the client is told to pull. */
    private static final long STUCK_AFTER_MS = 2_000;

    private final Services services;
    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final Lane lane;
    private final FrameHandler frames;
    private final Faults.OpenLine line;
    private final Outflow outflow = new Outflow(this);
    private volatile @Nullable Principal principal;
    private boolean started;
    private boolean closed;
    private int inFlight;
    private int unreadPongs;
    private long lastHeard;
    private final Queue<Frame> held = new ArrayDeque<>();
    private long stuckTimer = -1;
    private long headBeforeStart;

    private Session(Services services, Vertx vertx, ServerWebSocket socket, Faults.OpenLine line) {
        this.services = services;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.frames = new FrameHandler(services, this, line);
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
        socket.frameHandler(session::watchPings);
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
        lane.execute(() -> frames.carryOut(text)
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

    /**
     * Vert.x answers pings by itself, also while reading is paused: the pongs of somebody who pings and does not read would pile
     * up here without end.
     */
    private void watchPings(WebSocketFrame frame) {
        if (!frame.isPing() || socket.isClosed() || !socket.writeQueueFull()) {
            unreadPongs = 0;
        } else if (++unreadPongs > MOST_UNREAD_PONGS) {
            LOG.debug("a connection was cut: it pings and does not read");
            line.cut();
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

    private void begin(long cursor, SyncService.Position position) {
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

    /** The hello was good: from now on the session speaks for this device. */
    void greeted(Principal who) {
        principal = who;
    }

    boolean isGreeted() {
        return principal != null;
    }

    /** Welcomes the client and starts pushing. */
    void start(long cursor, SyncService.Position position) {
        context.runOnContext(ignored -> begin(cursor, position));
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

    void pong() {
        context.runOnContext(
                ignored -> write(new Frame.Pong(outflow.head(), services.clock().millis())));
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
        if (closed) {
            // A greeting that failed after the line had broken: nobody else will sign it off.
            if (principal != null) {
                leave();
            }
        } else if (!socket.isClosed()) {
            socket.close(code.code(), reason);
        }
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

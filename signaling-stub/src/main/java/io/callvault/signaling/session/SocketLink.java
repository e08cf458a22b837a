package io.callvault.signaling.session;

import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.fault.Faults;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session over one WebSocket. Lives on the socket's event loop. */
public final class SocketLink implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(SocketLink.class);

    /** Pings in a row that are answered although the socket takes no more. */
    private static final int MOST_UNREAD_PONGS = 1_000;

    private static final long HELLO_WITHIN_MS = 10_000;

    private final ServerWebSocket socket;
    private final Faults.OpenLine line;
    private int unreadPongs;

    private SocketLink(ServerWebSocket socket, Faults.OpenLine line) {
        this.socket = socket;
        this.line = line;
    }

    /** Takes over an accepted socket. Call on its event loop, before it delivers anything. */
    public static void open(Services services, Vertx vertx, ServerWebSocket socket, Faults.OpenLine line) {
        SocketLink link = new SocketLink(socket, line);
        Session session = new Session(services, vertx, vertx.getOrCreateContext(), link);
        long hello = vertx.setTimer(HELLO_WITHIN_MS, timer -> session.expectHello());
        socket.textMessageHandler(session::received);
        socket.binaryMessageHandler(bytes -> session.close(CloseCode.PROTOCOL_ERROR, ProblemCode.MALFORMED.wireName()));
        socket.frameHandler(link::watchPings);
        socket.exceptionHandler(failure -> broken(session, failure));
        socket.drainHandler(drained -> session.drained());
        socket.closeHandler(ended -> {
            vertx.cancelTimer(hello);
            session.ended();
        });
        session.opened();
    }

    /** Frames that are too large or not UTF-8 never get further than the WebSocket decoder. */
    private static void broken(Session session, Throwable failure) {
        LOG.debug("a connection broke: {}", failure.toString());
        if (failure instanceof CorruptedWebSocketFrameException corrupted) {
            boolean large = corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
            session.close(CloseCode.PROTOCOL_ERROR, (large ? ProblemCode.TOO_LARGE : ProblemCode.MALFORMED).wireName());
        }
    }

    /**
     * Vert.x answers pings by itself, also while reading is paused: the pongs of somebody who pings and does not read would pile
     * up here without end.
     */
    private void watchPings(WebSocketFrame frame) {
        if (!frame.isPing() || writable()) {
            unreadPongs = 0;
        } else if (++unreadPongs > MOST_UNREAD_PONGS) {
            LOG.debug("a connection was cut: it pings and does not read");
            line.cut();
        }
    }

    @Override
    public boolean identify(DeviceId device) {
        return line.identify(device);
    }

    @Override
    public boolean writable() {
        return !socket.isClosed() && !socket.writeQueueFull();
    }

    @Override
    public boolean roomForTransient() {
        return writable();
    }

    @Override
    public void write(Frame frame) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(FrameCodec.encode(frame));
        }
    }

    /** Events are pushed. */
    @Override
    public void news() {}

    @Override
    public void read(boolean on) {
        if (socket.isClosed()) {
            return;
        }
        if (on && !socket.writeQueueFull()) {
            socket.resume();
        } else {
            socket.pause();
        }
    }

    @Override
    public Ears ears() {
        return Ears.OPEN;
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (!socket.isClosed()) {
            socket.close(code.code(), reason);
        }
    }
}

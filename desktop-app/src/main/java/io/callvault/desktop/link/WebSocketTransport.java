package io.callvault.desktop.link;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames as text messages of a WebSocket (RFC 6455) at {@code /api/ws}; TLS when the server's URL is https. Goes through the
 * system's proxy where there is one. Each connection has the two threads of Java-WebSocket.
 */
public final class WebSocketTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketTransport.class);
    private static final int CONNECT_TIMEOUT_MS = 10_000;

    private final ServerAddress server;

    public WebSocketTransport(ServerAddress server) {
        this.server = server;
    }

    @Override
    public Connection open(Listener listener) {
        Client client = new Client(server.webSocket(), listener);
        proxy().ifPresent(client::setProxy);
        client.setTcpNoDelay(true);
        // Heartbeats are frames of ours; the library's own would double them.
        client.setConnectionLostTimeout(0);
        client.connect();
        return client;
    }

    private Optional<Proxy> proxy() {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> found = selector == null ? List.of() : selector.select(server.uri());
        return found.stream().filter(proxy -> proxy.type() != Proxy.Type.DIRECT).findFirst();
    }

    /** Java-WebSocket calls in from its own threads. */
    private static final class Client extends WebSocketClient implements Connection {

        private final Listener listener;

        Client(URI endpoint, Listener listener) {
            super(
                    endpoint,
                    new Draft_6455(List.of(), List.of(new Protocol("")), Limits.MAX_FRAME_BYTES),
                    null,
                    CONNECT_TIMEOUT_MS);
            this.listener = listener;
        }

        @Override
        public void send(Frame frame) {
            if (isOpen()) {
                send(FrameCodec.encode(frame));
            }
        }

        @Override
        public int buffered() {
            return getConnection() instanceof WebSocketImpl socket ? socket.outQueue.size() : 0;
        }

        /** Closes the socket below: a polite close would wait for a peer that may be gone. */
        @Override
        public void close() {
            if (isOpen()) {
                getConnection().closeConnection(CloseFrame.NORMAL, "");
            }
            Socket socket = getSocket();
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    LOG.debug("closing a socket failed", e);
                }
            }
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            listener.opened();
        }

        @Override
        public void onMessage(String text) {
            Frame frame;
            try {
                frame = FrameCodec.decode(text);
            } catch (WireException e) {
                listener.unreadable(text, String.valueOf(e.getMessage()));
                return;
            }
            listener.received(frame);
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            listener.closed(code, reason == null ? "" : reason);
        }

        /** A close always follows; the reason is for the log alone. */
        @Override
        public void onError(Exception e) {
            LOG.debug("WebSocket: {}", e.toString());
        }
    }
}

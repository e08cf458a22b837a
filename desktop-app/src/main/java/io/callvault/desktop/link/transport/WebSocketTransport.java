package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.SystemProxy;
import io.callvault.desktop.link.Transport;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.net.Proxy;
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

    /** Frames given to the socket beyond this wait in the lanes, where a call can still overtake them. */
    private static final int MAX_BUFFERED = 8;

    private final ServerAddress server;

    public WebSocketTransport(ServerAddress server) {
        this.server = server;
    }

    @Override
    public Connection open(Listener listener) {
        URI endpoint = server.webSocket();
        Optional<Proxy> proxy = SystemProxy.of(server.uri());
        Client client = new Client(endpoint, listener, proxy.isPresent());
        if (proxy.isPresent()) {
            client.setProxy(proxy.get());
            // The proxy looks the name up: it may be the only one who can.
            client.setDnsResolver(null);
        }
        client.setTcpNoDelay(true);
        // Heartbeats are frames of ours; the library's own would double them.
        client.setConnectionLostTimeout(0);
        client.connect();
        return client;
    }

    /** Java-WebSocket calls in from its own threads. */
    private static final class Client extends WebSocketClient implements Connection {

        private final Listener listener;
        private final boolean proxied;

        Client(URI endpoint, Listener listener, boolean proxied) {
            super(
                    endpoint,
                    new Draft_6455(List.of(), List.of(new Protocol("")), Limits.MAX_FRAME_BYTES),
                    null,
                    CONNECT_TIMEOUT_MS);
            this.listener = listener;
            this.proxied = proxied;
        }

        @Override
        public void send(Frame frame) {
            if (isOpen()) {
                send(FrameCodec.encode(frame));
            }
        }

        @Override
        public int room() {
            return getConnection() instanceof WebSocketImpl socket ? MAX_BUFFERED - socket.outQueue.size() : 0;
        }

        /** The library does not say when its queue drains. */
        @Override
        public boolean tellsRoom() {
            return false;
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
            listener.closed(code == CloseFrame.NEVER_CONNECTED ? notOpened() : code, reason == null ? "" : reason);
        }

        /** A proxy that does not let us through is there; so is whoever hangs up before the handshake. */
        private int notOpened() {
            Socket socket = getSocket();
            boolean reached = proxied || (socket != null && socket.isConnected());
            return reached ? CloseCode.ABNORMAL : CloseCode.UNREACHABLE;
        }

        /** A close always follows; the reason is for the log alone. */
        @Override
        public void onError(Exception e) {
            LOG.debug("WebSocket: {}", e.toString());
        }
    }
}

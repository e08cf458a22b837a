package io.callvault.desktop.link.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.Transport;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.WireException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketTransportTest {

    private final EchoServer server = new EchoServer();
    private final NetworkSwitch network = new NetworkSwitch();
    private final Heard listener = new Heard();
    private final List<String> heard = listener.lines;

    @BeforeEach
    void start() throws InterruptedException {
        server.start();
        assertThat(server.ready.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop(1_000);
    }

    @Test
    void carriesFramesBothWaysAndSaysWhatIsNoFrame() {
        Transport.Connection connection = open();
        await().until(() -> heard.contains("opened"));
        connection.send(new Frame.EvAck(7));
        await().until(() -> heard.contains("EvAck[ev=7]"));
        server.broadcast("{\"t\":\"from the future\"}");
        await().until(() -> heard.contains("unreadable"));
        connection.close();
        await().until(() -> heard.stream().anyMatch(h -> h.startsWith("closed")));
        assertThat(server.paths).containsExactly("/api/ws");
    }

    @Test
    void tellsTheServersCloseCode() {
        var _ = open();
        await().until(() -> heard.contains("opened"));
        server.getConnections().forEach(socket -> socket.close(CloseCode.REPLACED, "newer"));
        await().until(() -> heard.contains("closed 4409"));
    }

    @Test
    void airplaneModeCutsAndRefuses() {
        var _ = open();
        await().until(() -> heard.contains("opened"));
        network.set(false);
        assertThat(heard).endsWith("closed -1");
        await().until(() -> server.getConnections().isEmpty());
        var _ = open();
        assertThat(heard).endsWith("closed -1", "closed -1");
        network.set(true);
        var _ = open();
        await().until(() -> heard.getLast().equals("opened"));
        assertThat(server.paths).hasSize(2);
    }

    @Test
    void anUnreachableServerIsAClosedConnection() throws InterruptedException {
        server.stop(1_000);
        var _ = open();
        await().until(() -> heard.stream().anyMatch(h -> h.startsWith("closed")));
        assertThat(heard).containsExactly("closed " + CloseCode.UNREACHABLE);
    }

    private Transport.Connection open() {
        ServerAddress address = new ServerAddress(URI.create("http://127.0.0.1:" + server.getPort()));
        return new SwitchedTransport(new WebSocketTransport(address), network).open(listener);
    }

    private static final class EchoServer extends WebSocketServer {

        private final CountDownLatch ready = new CountDownLatch(1);
        private final List<String> paths = new CopyOnWriteArrayList<>();

        EchoServer() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            paths.add(handshake.getResourceDescriptor());
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            socket.send(FrameCodec.encode(decoded(message)));
        }

        private static Frame decoded(String message) {
            try {
                return FrameCodec.decode(message);
            } catch (WireException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

        @Override
        public void onError(WebSocket socket, Exception e) {
            throw new AssertionError(e);
        }

        @Override
        public void onStart() {
            ready.countDown();
        }
    }
}

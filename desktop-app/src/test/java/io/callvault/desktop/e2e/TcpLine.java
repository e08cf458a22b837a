package io.callvault.desktop.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line between client and server with an entrance of its own; what it does to a connection is its heirs' business. Any thread. */
abstract class TcpLine implements AutoCloseable {

    static final Logger LOG = LoggerFactory.getLogger(TcpLine.class);

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    TcpLine() throws IOException {}

    /** Carries a connection that has just come; may wait as long as it likes. */
    abstract void lead(Socket client);

    /** {@code host:port} as the clients dial it. */
    final String audience() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    final URI uri() {
        return URI.create("http://" + audience());
    }

    /** Begins to carry. */
    final void to(int port) {
        target = port;
        Thread.ofVirtual().start(this::accept);
    }

    /** The server's port on loopback. */
    final int target() {
        return target;
    }

    /** Every socket of every connection there was. */
    final Set<Socket> open() {
        return open;
    }

    /** Breaks every connection that is open now. */
    final void breakAll() {
        open.forEach(TcpLine::quietly);
    }

    @Override
    public final void close() throws IOException {
        entrance.close();
        breakAll();
    }

    static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> lead(client));
            } catch (IOException e) {
                LOG.debug("the line ends here: {}", e.toString());
            }
        }
    }
}

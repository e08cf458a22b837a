package io.callvault.desktop.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line between client and server that can swallow answers: the server has done what was asked, and the client never hears. */
final class LossyLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LossyLine.class);

    /** What becomes of the server's bytes. */
    enum Answers {
        ARRIVE,
        /** The connection breaks instead. */
        BREAK,
        /** Nothing happens any more on that connection. */
        HANG
    }

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Answers answers = Answers.ARRIVE;
    private volatile int target;

    LossyLine() throws IOException {}

    /** {@code host:port} as the clients dial it. */
    String audience() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    URI uri() {
        return URI.create("http://" + audience());
    }

    /** Begins to carry. */
    LossyLine to(int port) {
        target = port;
        Thread.ofVirtual().start(this::accept);
        return this;
    }

    void answers(Answers now) {
        answers = now;
    }

    /** How many connections had an answer that did not arrive. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        open.forEach(LossyLine::quietly);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                open.add(client);
                lead(client);
            } catch (IOException e) {
                LOG.debug("the line ends here: {}", e.toString());
            }
        }
    }

    /** A server that resets what it has just accepted may do so before connecting is done: then both ends are gone. */
    private void lead(Socket client) {
        Socket server = new Socket();
        open.add(server);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            LOG.debug("nobody is there: {}", e.toString());
            quietly(server);
            quietly(client);
            return;
        }
        Thread.ofVirtual().start(() -> carry(client, server, false));
        Thread.ofVirtual().start(() -> carry(server, client, true));
    }

    private void carry(Socket from, Socket to, boolean answer) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            int length = in.read(buffer);
            while (length > 0) {
                if (answer && answers != Answers.ARRIVE) {
                    lost.incrementAndGet();
                    if (answers == Answers.HANG) {
                        return;
                    }
                    break;
                }
                to.getOutputStream().write(buffer, 0, length);
                length = in.read(buffer);
            }
        } catch (IOException e) {
            LOG.debug("one end is gone: {}", e.toString());
        }
        quietly(from);
        quietly(to);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

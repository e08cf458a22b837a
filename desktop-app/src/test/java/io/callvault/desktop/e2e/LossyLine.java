package io.callvault.desktop.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A line between client and server that can swallow answers: the server has done what was asked, and the client never hears. */
final class LossyLine extends TcpLine {

    /** What becomes of the server's bytes. */
    enum Answers {
        ARRIVE,
        /** The connection breaks instead. */
        BREAK,
        /** Nothing happens any more on that connection. */
        HANG
    }

    private final AtomicInteger lost = new AtomicInteger();
    private volatile Answers answers = Answers.ARRIVE;

    LossyLine() throws IOException {}

    void answers(Answers now) {
        answers = now;
    }

    /** How many connections had an answer that did not arrive. */
    int lost() {
        return lost.get();
    }

    /** A server that resets what it has just accepted may do so before connecting is done: then both ends are gone. */
    @Override
    void lead(Socket client) {
        Socket server = new Socket();
        open().add(server);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target()));
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
}

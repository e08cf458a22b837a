package io.callvault.desktop.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between client and server that has something against WebSockets, or forgets connections without a word. */
final class PickyLine extends TcpLine {

    private static final String WEB_SOCKET = "GET /api/ws";

    /** What happens to a WebSocket. */
    enum Block {
        NOTHING,
        /** 426 Upgrade Required (RFC 9110, section 15.5.22). */
        REFUSED,
        CLOSED,
        /** Nobody ever answers. */
        SILENT
    }

    private final Set<Socket> frozen = ConcurrentHashMap.newKeySet();
    private volatile Block block = Block.NOTHING;

    PickyLine() throws IOException {}

    /** For WebSockets from now on. */
    void block(Block next) {
        block = next;
    }

    /** Connections that are open now carry nothing any more, and nobody is told: a router that forgot them. New ones work. */
    void forgetAll() {
        frozen.addAll(open());
    }

    @Override
    void lead(Socket client) {
        byte[] first = new byte[8192];
        try {
            int length = client.getInputStream().read(first);
            boolean webSocket =
                    new String(first, 0, Math.max(0, length), StandardCharsets.US_ASCII).startsWith(WEB_SOCKET);
            Block now = webSocket ? block : Block.NOTHING;
            if (length <= 0 || now == Block.CLOSED) {
                quietly(client);
            } else if (now == Block.REFUSED) {
                client.getOutputStream()
                        .write("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                quietly(client);
            } else if (now == Block.NOTHING) {
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target());
                open().add(server);
                server.getOutputStream().write(first, 0, length);
                Thread.ofVirtual().start(() -> carry(client, server));
                carry(server, client);
            }
        } catch (IOException e) {
            LOG.debug("one end is gone: {}", e.toString());
            quietly(client);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                if (frozen.contains(from)) {
                    continue;
                }
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException e) {
            LOG.debug("one end is gone: {}", e.toString());
        }
        if (!frozen.contains(from)) {
            quietly(from);
            quietly(to);
        }
    }
}

package io.callvault.desktop.link.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small HTTP proxy that takes every name for the test's server (RFC 9110, sections 9.3.6 and 7.6). */
final class HttpProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpProxy.class);
    private static final List<String> WHO_ARE_YOU = List.of(
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"test\"",
            "Content-Length: 0",
            "Connection: close");

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile boolean wantsPassword;

    HttpProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The first line of each request's head that came to the proxy itself. */
    List<String> asked() {
        return asked;
    }

    void wantPassword() {
        wantsPassword = true;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                LOG.debug("the proxy ends: {}", e.toString());
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            String head = head(client.getInputStream());
            String first = head.lines().findFirst().orElse("");
            asked.add(first);
            OutputStream back = client.getOutputStream();
            if (wantsPassword) {
                back.write((String.join("\r\n", WHO_ARE_YOU) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                return;
            }
            if (first.startsWith("CONNECT ")) {
                back.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                String path = first.replaceFirst("http://[^/]+", "");
                server.getOutputStream().write(head.replace(first, path).getBytes(StandardCharsets.US_ASCII));
            }
            Thread up = Thread.ofVirtual().start(() -> carry(client, server));
            carry(server, client);
            up.join();
        } catch (IOException e) {
            LOG.debug("one end is gone: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            LOG.debug("one end is gone: {}", e.toString());
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no whole head");
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }
}

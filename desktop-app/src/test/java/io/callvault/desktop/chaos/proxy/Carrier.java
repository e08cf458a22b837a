package io.callvault.desktop.chaos.proxy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** One connection of a client, and the one to the server behind it. {@link #run} blocks until it ends. */
final class Carrier implements AutoCloseable {

    private static final int CONNECT_MS = 5_000;
    private static final int BUFFER = 8_192;
    private static final byte[] UPGRADE_REQUIRED =
            "HTTP/1.1 426 Upgrade Required\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1);
    /** Close frame 1001 "going away", as a middlebox sends it (RFC 6455, section 5.5.1). */
    private static final byte[] CLOSE_FRAME = {(byte) 0x88, 2, 0x03, (byte) 0xE9};

    private final Socket client;
    private final Socket server = new Socket();
    private final Sky sky;
    private final Random random;
    private volatile boolean swallowing;

    Carrier(Socket client, Sky sky, Random random) {
        this.client = client;
        this.sky = sky;
        this.random = random;
    }

    void run(int port, Runnable webSocketOpened) throws IOException {
        DataInputStream fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream(), BUFFER));
        Optional<HttpHead> request = HttpHead.read(fromClient);
        if (request.isEmpty()) {
            return;
        }
        if (request.get().upgrades() && !mayUpgrade()) {
            return;
        }
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
        server.setTcpNoDelay(true);
        DataInputStream fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream(), BUFFER));
        if (request.get().upgrades()) {
            server.getOutputStream().write(request.get().bytes());
            Optional<HttpHead> answer = HttpHead.read(fromServer);
            if (answer.isEmpty()) {
                return;
            }
            client.getOutputStream().write(answer.get().bytes());
            if (sky.now().webSocket() == Weather.WebSocket.CLOSE) {
                client.getOutputStream().write(CLOSE_FRAME);
                return;
            }
            webSocketOpened.run();
            frames(fromClient, fromServer);
        } else {
            Exchanges exchanges = new Exchanges(this, sky, random);
            exchanges.run(request.get(), fromClient, fromServer);
        }
    }

    OutputStream toClient() throws IOException {
        return client.getOutputStream();
    }

    OutputStream toServer() throws IOException {
        return server.getOutputStream();
    }

    boolean swallowing() {
        return swallowing;
    }

    /** Stays open and says nothing more, until one of the ends closes it. */
    void swallow() {
        swallowing = true;
    }

    /** Ends the connection with a reset instead of a goodbye. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException e) {
            sky.ended(e);
        }
        close();
    }

    @Override
    public void close() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                sky.ended(e);
            }
        }
    }

    /** Waits for the end, while what comes is read and thrown away. */
    static void drain(DataInputStream from) throws IOException {
        from.transferTo(OutputStream.nullOutputStream());
    }

    private boolean mayUpgrade() throws IOException {
        return switch (sky.now().webSocket()) {
            case OPEN, CLOSE -> true;
            case UPGRADE_REQUIRED -> {
                client.getOutputStream().write(UPGRADE_REQUIRED);
                yield false;
            }
            case SILENCE -> {
                sky.pause(Duration.ofMinutes(1));
                yield false;
            }
        };
    }

    private void frames(DataInputStream fromClient, DataInputStream fromServer) throws IOException {
        Lane up = new Lane(sky, new Random(random.nextLong()), server.getOutputStream());
        Lane down = new Lane(sky, new Random(random.nextLong()), client.getOutputStream());
        Thread other = Thread.ofVirtual().start(() -> direction(fromClient, up));
        direction(fromServer, down);
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void direction(DataInputStream from, Lane lane) {
        try {
            WebSocketFrames frames = new WebSocketFrames(from);
            Optional<WebSocketFrames.Raw> frame = frames.next();
            while (frame.isPresent()) {
                if (swallowing) {
                    drain(from);
                    break;
                }
                Lane.After after = Lane.After.GO_ON;
                if (frame.get().whole()) {
                    after = lane.carry(frame.get().bytes());
                } else {
                    lane.write(frame.get().bytes(), false);
                }
                if (after == Lane.After.RESET) {
                    reset();
                    return;
                }
                swallowing |= after == Lane.After.SWALLOW;
                frame = frames.next();
            }
        } catch (IOException e) {
            sky.ended(e);
        }
        close();
    }
}

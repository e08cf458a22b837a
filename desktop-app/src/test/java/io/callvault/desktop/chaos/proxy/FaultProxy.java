package io.callvault.desktop.chaos.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** The entrance of one device to the server. Any thread. */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 100;

    private final ServerSocket entrance = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final Set<Carrier> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong webSockets = new AtomicLong();
    private final Sky sky = new Sky();
    private final IntSupplier server;
    private final long seed;

    /**
     * @param server the server's port on loopback, asked anew for each connection
     * @param seed of what becomes of the units; which unit meets which draw depends on the threads
     */
    public FaultProxy(IntSupplier server, long seed) throws IOException {
        this.server = server;
        this.seed = seed;
        Thread.ofVirtual().start(this::accept);
    }

    /** {@code host:port} as the client dials it. */
    public String audience() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    public URI uri() {
        return URI.create("http://" + audience());
    }

    public void weather(Weather next) {
        sky.set(next);
    }

    /** Resets every connection that is open now. */
    public void resetAll() {
        open.forEach(Carrier::reset);
    }

    /** From now on every open connection swallows everything and stays open; new ones are fine. */
    public void halfOpenAll() {
        open.forEach(Carrier::swallow);
    }

    /** How often each thing happened to a unit. */
    public Map<Fate, Long> counts() {
        return sky.counts();
    }

    /** How many WebSockets were opened through here. */
    public long webSockets() {
        return webSockets.get();
    }

    /** How many event streams were opened through here. */
    public long streams() {
        return sky.streams();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        resetAll();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                client.setTcpNoDelay(true);
                Random random = new Random(seed * 31 + connections.incrementAndGet());
                Thread.ofVirtual().start(() -> carry(new Carrier(client, sky, random)));
            } catch (IOException e) {
                sky.ended(e);
            }
        }
    }

    private void carry(Carrier carrier) {
        open.add(carrier);
        try (carrier) {
            carrier.run(server.getAsInt(), webSockets::incrementAndGet);
        } catch (IOException | RuntimeException e) {
            sky.ended(e instanceof IOException io ? io : new IOException(e));
        } finally {
            open.remove(carrier);
        }
    }
}

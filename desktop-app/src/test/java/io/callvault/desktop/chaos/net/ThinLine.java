package io.callvault.desktop.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A bad line for UDP: everything sent to its port goes on to a target, and back, late, thinned, and at a limited rate, each
 * direction by itself. Stands in where the kernel has no {@code tc netem}. One thread.
 */
public final class ThinLine implements AutoCloseable {

    /**
     * One direction of the line.
     *
     * @param delayMs what every packet takes
     * @param lossPercent of the packets
     * @param kbps kilobits a second, with the 28 bytes of the headers of IPv4 and UDP
     * @param queueMs packets that would wait longer for the rate are dropped
     */
    public record Terms(int delayMs, int lossPercent, int kbps, int queueMs) {}

    /** Headers of IPv4 and UDP. */
    private static final int HEADERS = 28;

    private static final int MAX_DATAGRAM = 65_536;
    /** More waiting than this is a bug: 300 kbit/s and half a second are 200 packets. */
    private static final int MAX_WAITING = 20_000;

    private record Late(long atNanos, byte[] bytes, DatagramChannel from, SocketAddress to) {}

    /** Where a direction stands: when it is free for the next packet. */
    private final class Direction {
        private long freeNanos;

        void take(byte[] bytes, DatagramChannel from, SocketAddress to) {
            long now = System.nanoTime();
            long start = Math.max(now, freeNanos);
            boolean lost = random.nextInt(100) < terms.lossPercent();
            if (start - now > TimeUnit.MILLISECONDS.toNanos(terms.queueMs()) || waiting.size() >= MAX_WAITING) {
                dropped.increment();
                return;
            }
            freeNanos = start + (bytes.length + HEADERS) * 8L * 1_000_000 / terms.kbps();
            if (lost) {
                dropped.increment();
            } else {
                carried.increment();
                waiting.add(new Late(freeNanos + TimeUnit.MILLISECONDS.toNanos(terms.delayMs()), bytes, from, to));
            }
        }
    }

    private record Caller(SocketAddress address, DatagramChannel towardsTarget, Direction out, Direction back) {}

    private volatile Terms terms;
    private final Random random;
    private final InetSocketAddress target;
    private final Selector selector = Selector.open();
    private final DatagramChannel entrance;
    private final PriorityQueue<Late> waiting = new PriorityQueue<>(Comparator.comparingLong(Late::atNanos));
    private final Map<SocketAddress, Caller> callers = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM);
    private final LongAdder carried = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;

    /** @param seed of the losses */
    public ThinLine(InetSocketAddress local, InetSocketAddress target, Terms terms, long seed) throws IOException {
        this.terms = terms;
        this.target = target;
        this.random = new Random(seed);
        entrance = DatagramChannel.open().bind(local);
        entrance.configureBlocking(false);
        entrance.register(selector, SelectionKey.OP_READ);
        thread = Thread.ofPlatform().daemon().name("cv-thin-line").start(this::carry);
    }

    /** Any thread. */
    public int port() throws IOException {
        return ((InetSocketAddress) entrance.getLocalAddress()).getPort();
    }

    /** From now on it is like this. Any thread. */
    public void terms(Terms others) {
        terms = others;
    }

    /** Packets that came through. Any thread. */
    public long carried() {
        return carried.sum();
    }

    /** Packets that did not. Any thread. */
    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        entrance.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read, untilNext());
                deliver();
            }
        } catch (ClosedSelectorException | IOException closed) {
            // close() was called.
        } finally {
            callers.values().forEach(ThinLine::closeQuietly);
        }
    }

    /** At most a second; 0 would wait for ever. */
    private long untilNext() {
        Late next = waiting.peek();
        long nanos = next == null ? TimeUnit.SECONDS.toNanos(1) : next.atNanos() - System.nanoTime();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private void read(SelectionKey key) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            SocketAddress from = receive(channel);
            while (from != null) {
                byte[] bytes = new byte[buffer.flip().remaining()];
                buffer.get(bytes);
                if (key.attachment() instanceof Caller caller) {
                    caller.back().take(bytes, entrance, caller.address());
                } else {
                    Caller caller = callerOf(from);
                    caller.out().take(bytes, caller.towardsTarget(), target);
                }
                from = receive(channel);
            }
        } catch (IOException unreachable) {
            // As a line does: what cannot be carried is lost.
            dropped.increment();
        }
    }

    private @Nullable SocketAddress receive(DatagramChannel channel) throws IOException {
        buffer.clear();
        return channel.receive(buffer);
    }

    private Caller callerOf(SocketAddress address) throws IOException {
        Caller known = callers.get(address);
        if (known != null) {
            return known;
        }
        DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(target.getAddress(), 0));
        channel.configureBlocking(false);
        Caller caller = new Caller(address, channel, new Direction(), new Direction());
        channel.register(selector, SelectionKey.OP_READ, caller);
        callers.put(address, caller);
        return caller;
    }

    private void deliver() {
        Late next = waiting.peek();
        while (next != null && next.atNanos() <= System.nanoTime()) {
            waiting.remove();
            try {
                next.from().send(ByteBuffer.wrap(next.bytes()), next.to());
            } catch (IOException unreachable) {
                dropped.increment();
            }
            next = waiting.peek();
        }
    }

    private static void closeQuietly(Caller caller) {
        try {
            caller.towardsTarget().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.callvault.desktop.instance;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Two processes at a socket that exchange one line each, in bounded time and space. One thread. */
final class Meeting implements AutoCloseable {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long end;

    /**
     * @param channel connected; closed with this
     * @param patience for all that is said
     */
    Meeting(SocketChannel channel, Duration patience) throws IOException {
        this.channel = channel;
        selector = Selector.open();
        channel.configureBlocking(false);
        key = channel.register(selector, 0);
        end = System.nanoTime() + patience.toNanos();
    }

    /**
     * Says one line.
     *
     * @throws SocketTimeoutException if the other side does not take it
     */
    void say(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    /**
     * Hears one line, without its end.
     *
     * @throws SocketTimeoutException if none is said in time
     * @throws IOException if it is longer than {@link Request#MOST_BYTES}, or the other side leaves in the middle of it
     */
    String hear() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Request.MOST_BYTES);
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes);
            int length = lineLength(bytes);
            if (length >= 0) {
                return new String(bytes.array(), 0, length, StandardCharsets.US_ASCII);
            }
            if (read < 0) {
                throw new IOException("the other side left without a whole line");
            }
            if (read == 0) {
                await(SelectionKey.OP_READ);
            }
        }
        throw new IOException("the other side says more than a line of " + Request.MOST_BYTES + " bytes");
    }

    private static int lineLength(ByteBuffer bytes) {
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0 || selector.select(left) == 0) {
            throw new SocketTimeoutException("the other side does not answer");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}

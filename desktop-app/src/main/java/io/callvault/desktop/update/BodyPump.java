package io.callvault.desktop.update;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Brings a body that arrives on the HTTP client's threads to a thread that may wait for the disk: one piece at a time, and with patience. */
final class BodyPump implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    private static final long LOOK_MS = 250;

    private sealed interface Item {
        record Piece(List<ByteBuffer> buffers) implements Item {}

        record End() implements Item {}

        record Broken(Throwable why) implements Item {}
    }

    /** One piece is asked for at a time; behind it the end fits. */
    private final BlockingQueue<Item> arrived = new ArrayBlockingQueue<>(2);

    private final BlockingQueue<Flow.Subscription> subscription = new ArrayBlockingQueue<>(1);
    private final Duration patience;
    private final BooleanSupplier wanted;

    /**
     * @param patience how long it may bring nothing
     * @param wanted turns false when it shall end
     */
    BodyPump(Flow.Publisher<List<ByteBuffer>> body, Duration patience, BooleanSupplier wanted) {
        this.patience = patience;
        this.wanted = wanted;
        body.subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription now) {
        if (!subscription.offer(now)) {
            now.cancel();
            return;
        }
        now.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        put(new Item.Piece(buffers));
    }

    @Override
    public void onError(Throwable why) {
        put(new Item.Broken(why));
    }

    @Override
    public void onComplete() {
        put(new Item.End());
    }

    /** There is always room: nothing comes unasked. */
    private void put(Item item) {
        if (!arrived.offer(item)) {
            throw new IllegalStateException("more arrived than was asked for");
        }
    }

    /**
     * The next bytes; an empty list at the end.
     *
     * @throws IOException if it broke, brought nothing for too long, or is not wanted any more
     */
    List<ByteBuffer> next() throws IOException {
        for (long waited = 0; waited < patience.toMillis(); waited += LOOK_MS) {
            if (!wanted.getAsBoolean()) {
                throw new IOException("not wanted any more");
            }
            switch (poll()) {
                case Item.Piece(List<ByteBuffer> buffers) -> {
                    subscription.forEach(one -> one.request(1));
                    return buffers;
                }
                case Item.End() -> {
                    return List.of();
                }
                case Item.Broken(Throwable why) -> throw new IOException("the connection broke", why);
                case null -> {
                    // Not yet.
                }
            }
        }
        throw new IOException("nothing came for " + patience.toSeconds() + " s");
    }

    private @Nullable Item poll() throws IOException {
        try {
            return arrived.poll(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Lets go of the rest. */
    @Override
    public void close() {
        subscription.forEach(Flow.Subscription::cancel);
    }
}

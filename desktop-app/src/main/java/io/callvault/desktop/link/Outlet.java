package io.callvault.desktop.link;

import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What waits to be sent: the lanes, and the line they lead to. While nobody looks at the window receipts wait for one
 * another; nothing else ever waits for a pace. {@link #offer} from any thread, the rest on the loop.
 */
final class Outlet {

    private static final Duration DRAIN_CHECK = Duration.ofMillis(2);

    private final Loop loop;
    private final ClientMetrics metrics;
    private final Lanes lanes = new Lanes();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private Optional<Line> line = Optional.empty();
    private Duration receiptPause = Duration.ZERO;
    private long receiptsNotBefore;
    private Loop.Timer receipts = () -> {};

    Outlet(Loop loop, ClientMetrics metrics) {
        this.loop = loop;
        this.metrics = metrics;
        this.receiptsNotBefore = loop.nanoTime();
    }

    /** False if the lane is full. */
    boolean offer(Frame frame) {
        if (!lanes.offer(frame)) {
            return false;
        }
        if (flushing.compareAndSet(false, true)) {
            loop.execute(this::flush);
        }
        return true;
    }

    /** Frames go to this line from now on; those that waited for another one are forgotten. */
    void lead(Optional<Line> to) {
        lanes.clear();
        receipts.cancel();
        line = to;
    }

    /** How long receipts are gathered before they leave together. */
    void receiptPause(Duration pause) {
        receiptPause = pause;
        receiptsNotBefore = loop.nanoTime() + pause.toNanos();
        receipts.cancel();
        flush();
    }

    void flush() {
        flushing.set(false);
        line.ifPresent(this::flush);
        for (Lanes.Lane lane : Lanes.Lane.values()) {
            metrics.set(lane.gauge(), lanes.depth(lane));
        }
    }

    private void flush(Line to) {
        boolean receiptsToo = loop.nanoTime() - receiptsNotBefore >= 0;
        while (to.room() > 0) {
            Optional<Frame> next = lanes.poll(receiptsToo);
            if (next.isEmpty()) {
                awaitReceipts(receiptsToo);
                return;
            }
            to.send(next.get());
            metrics.count(Counter.FRAMES_UP);
            if (next.get() instanceof Frame.Receipt) {
                receiptsNotBefore = loop.nanoTime() + receiptPause.toNanos();
            }
        }
        if (!to.tellsRoom() && flushing.compareAndSet(false, true)) {
            loop.schedule(DRAIN_CHECK, this::flush);
        }
    }

    private void awaitReceipts(boolean done) {
        receipts.cancel();
        if (!done && lanes.holdsReceipts()) {
            long wait = Math.max(0, receiptsNotBefore - loop.nanoTime());
            receipts = loop.schedule(Duration.ofNanos(wait), this::flush);
        }
    }
}

package io.callvault.signaling.session;

import io.callvault.model.wire.Frame;
import io.callvault.signaling.fault.Faults;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Holds frames back while the network is slow on purpose; nothing else. Belongs to one event loop. */
final class Delay {

    private final Faults faults;
    private final Vertx vertx;
    private final Consumer<Frame> out;
    private final Queue<Frame> held = new ArrayDeque<>();

    Delay(Faults faults, Vertx vertx, Consumer<Frame> out) {
        this.faults = faults;
        this.vertx = vertx;
        this.out = out;
    }

    void pass(Frame frame) {
        long delayMs = faults.frameDelay().toMillis();
        if (delayMs <= 0 && held.isEmpty()) {
            out.accept(frame);
            return;
        }
        held.add(frame);
        // One timer a frame, each takes the oldest: a shorter delay never lets a frame overtake.
        vertx.setTimer(Math.max(1, delayMs), timer -> out.accept(held.remove()));
    }
}

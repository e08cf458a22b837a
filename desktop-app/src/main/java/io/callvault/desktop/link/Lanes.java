package io.callvault.desktop.link;

import io.callvault.desktop.metric.Gauge;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;

/**
 * Frames that wait for the socket, strictly by priority, each kind with its own bound (PROTOCOL.md, "Priority lanes"). Any
 * thread.
 */
final class Lanes {

    /** In the order they are served. */
    enum Lane {
        CONTROL(64, Gauge.LANE_CONTROL),
        CALL(64, Gauge.LANE_CALLS),
        MESSAGE(256, Gauge.LANE_MESSAGES),
        RECEIPT(256, Gauge.LANE_RECEIPTS),
        TYPING(32, Gauge.LANE_TYPING);

        private final int bound;
        private final Gauge gauge;

        Lane(int bound, Gauge gauge) {
            this.bound = bound;
            this.gauge = gauge;
        }

        /** Where its depth is measured. */
        Gauge gauge() {
            return gauge;
        }

        int bound() {
            return bound;
        }

        static Lane of(Frame frame) {
            return switch (frame) {
                case Frame.Hello h -> CONTROL;
                case Frame.Ping p -> CONTROL;
                case Frame.Pong p -> CONTROL;
                case Frame.Reauth r -> CONTROL;
                case Frame.EvAck e -> CONTROL;
                case Frame.Call c -> CALL;
                case Frame.Send s -> MESSAGE;
                case Frame.Receipt r -> RECEIPT;
                case Frame.Typing t -> TYPING;
                case Frame.Welcome w -> fromServer(w);
                case Frame.Ack a -> fromServer(a);
                case Frame.Nack n -> fromServer(n);
                case Frame.Event e -> fromServer(e);
                case Frame.Presence p -> fromServer(p);
                case Frame.Poke p -> fromServer(p);
            };
        }

        private static Lane fromServer(Frame frame) {
            throw new IllegalArgumentException(frame.getClass().getSimpleName() + " is only sent by servers");
        }
    }

    private final Map<Lane, Queue<Frame>> queues = new EnumMap<>(Lane.class);
    private final SequencedMap<ConversationId, Frame.Receipt> receipts = new LinkedHashMap<>();

    Lanes() {
        for (Lane lane : Lane.values()) {
            queues.put(lane, new ArrayDeque<>());
        }
    }

    /** False if the lane is full. Watermarks of a conversation that still wait are raised instead: they only rise. */
    synchronized boolean offer(Frame frame) {
        Lane lane = Lane.of(frame);
        if (frame instanceof Frame.Receipt receipt) {
            boolean room = receipts.size() < lane.bound() || receipts.containsKey(receipt.conversationId());
            if (room) {
                receipts.merge(receipt.conversationId(), receipt, Lanes::higher);
            }
            return room;
        }
        Queue<Frame> queue = queue(lane);
        return queue.size() < lane.bound() && queue.add(frame);
    }

    /**
     * The next frame in the order of the lanes.
     *
     * @param receiptsToo whether receipts may leave now
     */
    synchronized Optional<Frame> poll(boolean receiptsToo) {
        for (Lane lane : Lane.values()) {
            Optional<Frame> frame = lane == Lane.RECEIPT && receiptsToo
                    ? Optional.ofNullable(receipts.pollFirstEntry()).map(Map.Entry::getValue)
                    : Optional.ofNullable(queue(lane).poll());
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }

    synchronized boolean holdsReceipts() {
        return !receipts.isEmpty();
    }

    /** How many frames wait in a lane. */
    synchronized int depth(Lane lane) {
        return lane == Lane.RECEIPT ? receipts.size() : queue(lane).size();
    }

    synchronized void clear() {
        queues.values().forEach(Queue::clear);
        receipts.clear();
    }

    private static Frame.Receipt higher(Frame.Receipt one, Frame.Receipt other) {
        return new Frame.Receipt(
                one.conversationId(),
                Math.max(one.deliveredSeq(), other.deliveredSeq()),
                Math.max(one.readSeq(), other.readSeq()));
    }

    private Queue<Frame> queue(Lane lane) {
        Queue<Frame> queue = queues.get(lane);
        if (queue == null) {
            throw new IllegalStateException("every lane has a queue");
        }
        return queue;
    }
}

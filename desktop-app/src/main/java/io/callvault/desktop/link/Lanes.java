package io.callvault.desktop.link;

import io.callvault.model.wire.Frame;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Frames that wait for the socket, strictly by priority, each kind with its own bound (PROTOCOL.md, "Priority lanes"). Any
 * thread.
 */
final class Lanes {

    /** In the order they are served. */
    enum Lane {
        CONTROL(64),
        CALL(64),
        MESSAGE(256),
        RECEIPT(256),
        TYPING(32);

        private final int bound;

        Lane(int bound) {
            this.bound = bound;
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

    Lanes() {
        for (Lane lane : Lane.values()) {
            queues.put(lane, new ArrayDeque<>());
        }
    }

    /** False if the lane is full. */
    synchronized boolean offer(Frame frame) {
        Lane lane = Lane.of(frame);
        Queue<Frame> queue = queue(lane);
        return queue.size() < lane.bound() && queue.add(frame);
    }

    synchronized Optional<Frame> poll() {
        for (Lane lane : Lane.values()) {
            Frame frame = queue(lane).poll();
            if (frame != null) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    synchronized void clear() {
        queues.values().forEach(Queue::clear);
    }

    private Queue<Frame> queue(Lane lane) {
        Queue<Frame> queue = queues.get(lane);
        if (queue == null) {
            throw new IllegalStateException("every lane has a queue");
        }
        return queue;
    }
}

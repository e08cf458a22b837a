package io.callvault.signaling.session;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import io.callvault.signaling.call.CallQueue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Which events a connection may be sent: in order, without a gap, at most {@link Limits#MAX_UNACKED_EVENTS} unconfirmed and
 * {@link Limits#MAX_QUEUED_FRAMES} behind (PROTOCOL.md, guarantee 6). Beyond that it pokes and waits until the client has
 * confirmed the head it was poked with. Call frames go before all events, also while those stand still. Pure but for its port;
 * lives on the connection's event loop.
 */
final class Outflow {

    /** What the connection does on its behalf. */
    interface Port {

        /** Whether the socket takes more without buffering it. */
        boolean writable();

        void write(Frame frame);

        /** Read events with {@code since < ev <= to} and hand them to {@link Outflow#loaded}. */
        void load(long since, long to);
    }

    private final Port port;
    private final Queue<Frame.Event> queue = new ArrayDeque<>();
    private final CallQueue calls = new CallQueue();
    private long sent;
    private long acked;
    private long queued;
    private long head;
    private long resumeAt;
    private boolean paused;
    private boolean loading;
    private boolean parked;

    Outflow(Port port) {
        this.port = port;
    }

    /** Starts after the client's cursor. {@code resync}: wait until the client has taken a snapshot up to the head. */
    void start(long cursor, long headEv, boolean resync) {
        sent = resync ? 0 : cursor;
        acked = sent;
        queued = sent;
        head = Math.max(head, headEv);
        resumeAt = headEv;
        paused = resync && headEv > 0;
        pump();
    }

    long head() {
        return head;
    }

    /** There is an event {@code ev} that was not handed over: it will be loaded. */
    void sawHead(long ev) {
        head = Math.max(head, ev);
        pump();
    }

    /** A new event is on disk. */
    void news(Frame.Event event) {
        head = Math.max(head, event.ev());
        if (!held() && !loading && event.ev() == queued + 1 && queue.size() < Limits.MAX_QUEUED_FRAMES) {
            queue.add(event);
            queued++;
        }
        pump();
    }

    /** The client has committed everything up to {@code ev}. */
    void acked(long ev) {
        acked = Math.max(acked, ev);
        if (acked > sent) {
            sent = acked;
            while (!queue.isEmpty() && queue.element().ev() <= sent) {
                queue.remove();
            }
            queued = Math.max(queued, sent);
        }
        if (paused && acked >= resumeAt) {
            paused = false;
        }
        pump();
    }

    /** The answer to {@link Port#load}. */
    void loaded(List<Frame.Event> events) {
        loading = false;
        for (Frame.Event event : events) {
            if (!held() && event.ev() == queued + 1) {
                queue.add(event);
                queued++;
            }
        }
        pump();
    }

    /** A call frame, to leave with the next {@link #pump}. Whether there is room for it. */
    boolean call(Frame.Call frame) {
        return calls.add(frame);
    }

    /** Whether call frames wait. */
    boolean callsWait() {
        return !calls.isEmpty();
    }

    /** Takes the call frames that wait, for somebody who pulls. */
    List<Frame.Call> takeCalls() {
        return calls.drain();
    }

    /** Sends what may be sent: also call it when the socket drained. */
    void pump() {
        while (!calls.isEmpty() && port.writable()) {
            calls.poll().ifPresent(port::write);
        }
        if (held()) {
            return;
        }
        while (!queue.isEmpty() && sent - acked < Limits.MAX_UNACKED_EVENTS && port.writable()) {
            Frame.Event event = queue.remove();
            sent = event.ev();
            port.write(event);
        }
        if (head - sent > Limits.MAX_QUEUED_FRAMES) {
            poke();
        } else if (head > queued && !loading) {
            loading = true;
            port.load(queued, head);
        }
    }

    /** Events that wait here, at most {@link Limits#MAX_QUEUED_FRAMES}. */
    int depth() {
        return queue.size();
    }

    /** Whether events wait for the client's confirmation. */
    boolean stuck() {
        return !held() && !queue.isEmpty();
    }

    /** Nobody listens: pushes and queues nothing until {@link #unpark}. */
    void park() {
        parked = true;
        queue.clear();
        queued = sent;
    }

    /**
     * Somebody listens again.
     *
     * @param cursor the client has everything up to it; empty: everything it confirmed, and what it still waits for stays so
     */
    void unpark(Optional<Long> cursor) {
        parked = false;
        if (cursor.isPresent()) {
            paused = false;
            acked = cursor.get();
        }
        queue.clear();
        sent = acked;
        queued = acked;
        pump();
    }

    private boolean held() {
        return paused || parked;
    }

    /** Stops pushing and tells the client to pull. */
    void poke() {
        paused = true;
        resumeAt = head;
        queue.clear();
        queued = sent;
        port.write(new Frame.Poke(head));
    }
}

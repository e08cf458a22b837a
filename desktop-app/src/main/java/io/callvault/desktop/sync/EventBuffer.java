package io.callvault.desktop.sync;

import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events that came and wait for their turn. Gives them out in the order of {@code ev} without a gap (PROTOCOL.md, client
 * guarantee 4). Bounded: what does not fit is dropped, and comes again by a pull. Lives on the loop.
 */
final class EventBuffer {

    /** Two pages and what the server may push un-acknowledged. */
    static final int CAPACITY = 1_200;

    /** Far more than {@link #CAPACITY} ordinary events, far less than as many of the largest. */
    static final long CAPACITY_BYTES = 8L * 1024 * 1024;

    private final TreeMap<Long, Frame.Event> waiting = new TreeMap<>();
    /** The parts of an event around its content. */
    private static final long SMALL = 300;

    private final boolean overGaps;
    private long bytes;
    private long cursor;
    private long taken;

    /**
     * @param overGaps whether what is missing is skipped: a deliberate mistake
     */
    EventBuffer(boolean overGaps) {
        this.overGaps = overGaps;
    }

    /** Everything up to here is applied; older events are forgotten. */
    void cursor(long ev) {
        cursor = ev;
        taken = ev;
        while (!waiting.isEmpty() && waiting.firstKey() <= ev) {
            removed(waiting.pollFirstEntry());
        }
    }

    long cursor() {
        return cursor;
    }

    /** False if it was dropped for want of room. */
    boolean add(Frame.Event event) {
        if (event.ev() <= cursor) {
            return true;
        }
        forget(event.ev());
        long more = weight(event);
        while (waiting.size() >= CAPACITY || (bytes + more > CAPACITY_BYTES && !waiting.isEmpty())) {
            if (event.ev() > waiting.lastKey()) {
                return false;
            }
            removed(waiting.pollLastEntry());
        }
        waiting.put(event.ev(), event);
        bytes += more;
        return true;
    }

    /**
     * Takes the events right behind the cursor.
     *
     * @param limit how many at most
     * @param most how many bytes at most; the first one is taken whatever its size
     */
    List<Frame.Event> take(int limit, long most) {
        long size = 0;
        List<Frame.Event> found = new ArrayList<>();
        long next = cursor + 1;
        Map.Entry<Long, Frame.Event> first = waiting.firstEntry();
        while (first != null && (first.getKey() == next || overGaps) && found.size() < limit) {
            size += weight(first.getValue());
            if (size > most && !found.isEmpty()) {
                break;
            }
            found.add(first.getValue());
            removed(waiting.pollFirstEntry());
            next = first.getKey() + 1;
            first = waiting.firstEntry();
        }
        taken = next - 1;
        return found;
    }

    /** What was taken and not applied comes back. */
    void giveBack(List<Frame.Event> events) {
        taken = cursor;
        events.forEach(this::add);
    }

    /** The event is not good: the next one of that number is taken instead. */
    void forget(long ev) {
        Frame.Event old = waiting.remove(ev);
        if (old != null) {
            bytes -= weight(old);
        }
    }

    /** Whether something waits that cannot be applied because one before it is missing. */
    boolean hasGap() {
        return !waiting.isEmpty() && waiting.firstKey() > taken + 1;
    }

    /** The last event that is here without a gap behind the cursor, those being applied included. */
    long reach() {
        long reach = taken;
        for (long ev : waiting.keySet()) {
            if (ev != reach + 1) {
                break;
            }
            reach = ev;
        }
        return reach;
    }

    int size() {
        return waiting.size();
    }

    /** About how many bytes wait. */
    long bytes() {
        return bytes;
    }

    private void removed(Map.@Nullable Entry<Long, Frame.Event> entry) {
        if (entry != null) {
            bytes -= weight(entry.getValue());
        }
    }

    /** About how many bytes it takes; what is not text of somebody is small. */
    private static long weight(Frame.Event event) {
        return switch (event.body()) {
            case EventBody.MessageStored message -> SMALL + message.envelope().length();
            case EventBody.Unreadable unreadable ->
                SMALL + 2L * unreadable.raw().length();
            default -> 4L * SMALL;
        };
    }

    void clear() {
        waiting.clear();
        bytes = 0;
    }
}

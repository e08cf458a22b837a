package io.callvault.desktop.sync;

import io.callvault.model.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events that came and wait for their turn. Gives them out in the order of {@code ev} without a gap (PROTOCOL.md, client
 * guarantee 4). Bounded: what does not fit is dropped, and comes again by a pull. Lives on the loop.
 */
final class EventBuffer {

    /** Two pages and what the server may push un-acknowledged. */
    static final int CAPACITY = 1_200;

    private final TreeMap<Long, Frame.Event> waiting = new TreeMap<>();
    private final boolean overGaps;
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
        waiting.headMap(ev, true).clear();
    }

    long cursor() {
        return cursor;
    }

    /** False if it was dropped for want of room. */
    boolean add(Frame.Event event) {
        if (event.ev() <= cursor) {
            return true;
        }
        if (waiting.size() >= CAPACITY && !waiting.containsKey(event.ev())) {
            if (event.ev() > waiting.lastKey()) {
                return false;
            }
            waiting.pollLastEntry();
        }
        waiting.put(event.ev(), event);
        return true;
    }

    /** Takes the events right behind the cursor. */
    List<Frame.Event> take(int limit) {
        List<Frame.Event> found = new ArrayList<>();
        long next = cursor + 1;
        Map.Entry<Long, Frame.Event> first = waiting.firstEntry();
        while (first != null && (first.getKey() == next || overGaps) && found.size() < limit) {
            found.add(first.getValue());
            waiting.pollFirstEntry();
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
        waiting.remove(ev);
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

    void clear() {
        waiting.clear();
    }
}

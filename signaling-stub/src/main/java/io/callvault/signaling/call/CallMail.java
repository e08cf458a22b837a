package io.callvault.signaling.call;

import io.callvault.model.call.CallParty;
import io.callvault.model.wire.Frame;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps call frames for devices whose connection is just away, at most {@link #LIFE_MS}: a call must not fail because a device
 * changed its network while it was being answered. In memory only. Any thread.
 */
final class CallMail {

    /** As long as it rings. */
    static final long LIFE_MS = 60_000;

    private static final int MOST_DEVICES = 1_000;

    private static final int MOST_CHARS = 16 * 1024 * 1024;

    private record Box(CallQueue frames, long untilMs) {}

    private final Map<CallParty, Box> boxes = new LinkedHashMap<>();

    /** Whether there was room. */
    synchronized boolean keep(CallParty to, Frame.Call frame, long nowMs) {
        Box box = boxes.get(to);
        if (box == null) {
            purge(nowMs);
            if (boxes.size() >= MOST_DEVICES) {
                return false;
            }
            box = new Box(new CallQueue(), nowMs + LIFE_MS);
            boxes.put(to, box);
        }
        int all =
                boxes.values().stream().mapToInt(each -> each.frames().chars()).sum();
        return (all < MOST_CHARS || CallQueue.ends(frame)) && box.frames().add(frame);
    }

    /** Takes what waits for the device. */
    synchronized List<Frame.Call> take(CallParty to, long nowMs) {
        Box box = boxes.remove(to);
        return box == null || box.untilMs() <= nowMs ? List.of() : box.frames().drain();
    }

    /** Forgets what is too old. */
    synchronized void purge(long nowMs) {
        for (Iterator<Box> all = boxes.values().iterator(); all.hasNext(); ) {
            if (all.next().untilMs() <= nowMs) {
                all.remove();
            }
        }
    }
}

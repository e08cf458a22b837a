package io.callvault.signaling.call;

import io.callvault.model.call.CallKind;
import io.callvault.model.wire.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Call frames that wait for one device, in order. Bounded: who fills it has its call ended, not its connection. With the end of a
 * call everything else about it goes, so there is always room to say that it is over. Not thread-safe.
 */
public final class CallQueue {

    /** A call that gathers candidates takes about 30. */
    public static final int MOST_FRAMES = 256;

    static final int MOST_CHARS = 512 * 1024;

    private final Deque<Frame.Call> frames = new ArrayDeque<>();
    private int chars;

    /** Whether there was room. */
    public boolean add(Frame.Call frame) {
        boolean end = ends(frame);
        if (end) {
            frames.removeIf(other -> {
                boolean same = other.callId().equals(frame.callId());
                chars -= same ? size(other) : 0;
                return same;
            });
        } else if (isInvite(frame)
                && frames.stream()
                        .anyMatch(other -> isInvite(other) && other.callId().equals(frame.callId()))) {
            return true; // Told again: once is enough.
        }
        int most = end ? 2 * MOST_FRAMES : MOST_FRAMES;
        if (frames.size() >= most || (!end && chars + size(frame) > MOST_CHARS)) {
            return false;
        }
        chars += size(frame);
        return frames.add(frame);
    }

    public boolean isEmpty() {
        return frames.isEmpty();
    }

    public Optional<Frame.Call> poll() {
        Optional<Frame.Call> first = Optional.ofNullable(frames.poll());
        first.ifPresent(frame -> chars -= size(frame));
        return first;
    }

    /** Takes all. */
    public List<Frame.Call> drain() {
        List<Frame.Call> all = List.copyOf(frames);
        frames.clear();
        chars = 0;
        return all;
    }

    /** What it holds, in characters. */
    int chars() {
        return chars;
    }

    /** Whether the call is over with it, for the device that gets it. */
    static boolean ends(Frame.Call frame) {
        return frame.kind().equals(CallKind.HANGUP.wireName())
                || frame.kind().equals(CallKind.ANSWERED_ELSEWHERE.wireName());
    }

    private static boolean isInvite(Frame.Call frame) {
        return frame.kind().equals(CallKind.INVITE.wireName());
    }

    private static int size(Frame.Call frame) {
        return frame.payload().length() + frame.sig().length();
    }
}

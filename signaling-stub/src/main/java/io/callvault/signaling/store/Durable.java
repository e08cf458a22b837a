package io.callvault.signaling.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is committed but not yet on disk. Between the commit and the end of the fsync readers already see the new rows;
 * this says how far they may tell of them, so that nothing a client was told is lost in a crash. Any thread.
 *
 * <p>Why it is right: the writer notes the old head before it commits and forgets it after the fsync; a reader asks after
 * its snapshot began. If the snapshot holds the commit, then either the note is still there or the fsync is done.
 */
final class Durable {

    private final Map<Long, Long> events = new ConcurrentHashMap<>();
    private final Map<Long, Long> messages = new ConcurrentHashMap<>();

    /** Writer: event {@code ev} of this user is about to be committed. */
    void holdEvent(long userNum, long ev) {
        events.merge(userNum, ev - 1, Math::min);
    }

    /** Writer: message {@code seq} of this conversation is about to be committed. */
    void holdMessage(long conversationNum, long seq) {
        messages.merge(conversationNum, seq - 1, Math::min);
    }

    /** Writer: everything committed is on disk, or was rolled back. */
    void release() {
        events.clear();
        messages.clear();
    }

    /** Reader: the newest event that may be told, given the newest one in the snapshot. */
    long headEv(long userNum, long seen) {
        return Math.min(seen, events.getOrDefault(userNum, Long.MAX_VALUE));
    }

    /** Reader: the newest message that may be told, given the newest one in the snapshot. */
    long lastSeq(long conversationNum, long seen) {
        return Math.min(seen, messages.getOrDefault(conversationNum, Long.MAX_VALUE));
    }
}

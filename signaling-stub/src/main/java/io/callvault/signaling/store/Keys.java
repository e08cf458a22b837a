package io.callvault.signaling.store;

/** Integer keys: {@code owner << 40 | position}. 2^40 positions for each of 2^23 owners. Pure. */
final class Keys {

    private static final int SHIFT = 40;

    private Keys() {}

    /** The key of a message (owner: conversation, position: seq) or an event (owner: user, position: ev). */
    static long of(long owner, long position) {
        return owner << SHIFT | position;
    }

    static long owner(long key) {
        return key >>> SHIFT;
    }

    static long position(long key) {
        return key & ((1L << SHIFT) - 1);
    }

    /** Greater than every key of that owner. */
    static long end(long owner) {
        return (owner + 1) << SHIFT;
    }
}

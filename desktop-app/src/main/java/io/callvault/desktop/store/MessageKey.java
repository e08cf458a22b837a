package io.callvault.desktop.store;

import io.callvault.desktop.store.row.StoredMessage;

/** {@code conversation number << 40 | order}: the one integer H2 clusters on. Numbers go to 2^23, orders to 2^40. */
final class MessageKey {

    private static final int SHIFT = 40;

    /** Above every order that is given. */
    static final long MAX_ORDER = (1L << SHIFT) - 1;

    private MessageKey() {}

    static long of(long num, long order) {
        return num << SHIFT | order;
    }

    static long num(long key) {
        return key >>> SHIFT;
    }

    static long order(long key) {
        return key & MAX_ORDER;
    }

    /** The first key of pending messages: every stored one is below, every pending one at or above. */
    static long pendingBase(long num) {
        return of(num, StoredMessage.PENDING_BASE);
    }

    /** Above every key of the conversation. */
    static long end(long num) {
        return of(num + 1, 0);
    }
}

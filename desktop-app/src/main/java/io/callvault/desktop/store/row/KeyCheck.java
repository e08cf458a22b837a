package io.callvault.desktop.store.row;

/** How a profile's identity key compares to the one pinned at first sight. */
public enum KeyCheck {
    /** Never seen before; pinned now. */
    NEW,
    SAME,
    /** Another key under a known name: nothing was changed. */
    DIFFERENT
}

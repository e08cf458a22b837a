package io.callvault.desktop.store;

/** The result of what has none. */
public enum Done {
    DONE
}

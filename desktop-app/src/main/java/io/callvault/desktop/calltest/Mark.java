package io.callvault.desktop.calltest;

/** How a step ended. */
public enum Mark {
    PASS,
    /** It works, but not as well as it should. */
    WARN,
    /** The network, a device or the server does not do what a call needs. */
    FAIL,
    /** Not tried, because something it needs did not work, or by choice. */
    SKIPPED,
    /** The test itself failed: says nothing about the network. */
    BROKEN;

    /** Whether what was tried can be used by others. */
    public boolean usable() {
        return this == PASS || this == WARN;
    }
}

package io.callvault.desktop.link;

/** The state of the connection, as a person would name it. */
public enum LinkStatus {
    /** No network, or the server cannot be reached; tried again by itself. */
    OFFLINE,
    CONNECTING,
    ONLINE,
    /** The session ended; sign in again. */
    SIGNED_OUT,
    /** Another running app uses this device's identity; this one does not reconnect by itself (close code 4409). */
    REPLACED
}

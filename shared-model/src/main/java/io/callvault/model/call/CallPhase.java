package io.callvault.model.call;

/** Where a call stands, seen from one device. */
public enum CallPhase {
    /** Outgoing: the own offer is being made; nobody knows of the call yet. */
    DIALING,
    /** Outgoing: the invite is on its way. */
    CALLING,
    /** Outgoing: at least one device of the called person rings. */
    RINGING_THERE,
    /** Incoming: this device rings, as perhaps others of this person do. */
    RINGING_HERE,
    /** Accepted; descriptions and candidates are exchanged, a path is looked for. */
    CONNECTING,
    CONNECTED,
    /** The path was lost, another one is looked for. */
    RECONNECTING,
    /** Over, for ever. */
    ENDED;

    /** Nobody has taken it yet. */
    public boolean early() {
        return this == DIALING || this == CALLING || this == RINGING_THERE || this == RINGING_HERE;
    }

    /** It had a path once. */
    public boolean established() {
        return this == CONNECTED || this == RECONNECTING;
    }
}

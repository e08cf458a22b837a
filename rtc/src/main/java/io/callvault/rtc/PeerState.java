package io.callvault.rtc;

/** Where a connection stands (RTCPeerConnectionState of W3C WebRTC, section 4.3.3). */
public enum PeerState {
    NEW,
    CONNECTING,
    CONNECTED,
    /** Nothing has been heard for a moment; it may come back by itself. */
    DISCONNECTED,
    /** No path works; a restart may find one. */
    FAILED,
    CLOSED
}

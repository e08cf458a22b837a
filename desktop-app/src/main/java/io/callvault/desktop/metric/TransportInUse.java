package io.callvault.desktop.metric;

/** The rung of the transport ladder (PROTOCOL.md, "HTTP") the connection stands on. */
public enum TransportInUse {
    NONE,
    WEBSOCKET,
    SSE,
    LONG_POLL
}

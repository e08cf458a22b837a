package io.callvault.desktop.link;

import io.callvault.desktop.metric.TransportInUse;

/** The ways to the server, best first (PROTOCOL.md, "Transport ladder"). */
public enum TransportKind {
    /** One WebSocket both ways. */
    WEBSOCKET(TransportInUse.WEBSOCKET),
    /** Server-sent events down, {@code POST /api/commands} up. */
    SSE(TransportInUse.SSE),
    /** Long poll down, {@code POST /api/commands} up. */
    POLL(TransportInUse.LONG_POLL);

    private final TransportInUse measured;

    TransportKind(TransportInUse measured) {
        this.measured = measured;
    }

    /** As the metrics name it. */
    TransportInUse measured() {
        return measured;
    }

    /** The one to try when this one does not work; after the last the first again, because then nothing works. */
    TransportKind next() {
        return switch (this) {
            case WEBSOCKET -> SSE;
            case SSE -> POLL;
            case POLL -> WEBSOCKET;
        };
    }
}

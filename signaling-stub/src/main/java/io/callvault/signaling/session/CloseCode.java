package io.callvault.signaling.session;

import io.callvault.model.wire.ProblemCode;

/** Why a connection is closed (RFC 6455, section 7.4; 4000 and up are ours, see PROTOCOL.md). */
enum CloseCode {
    /** The server stops. */
    GOING_AWAY(1001),
    /** The frame could not be taken; the reason is the problem code. Connecting again with the same frame will not help. */
    PROTOCOL_ERROR(4400),
    /** No valid token: refresh it, then connect again. */
    UNAUTHENTICATED(4401),
    /** Nothing was heard for two heartbeats, or no hello came. */
    SILENT(4408),
    /** A newer connection of the same device took over: do not reconnect by yourself. */
    REPLACED(4409),
    /** The same running app went on over another connection or stream: nothing to do. */
    MOVED(4410),
    /** The server failed: connect again later. */
    FAILED(4500);

    private final short code;

    CloseCode(int code) {
        this.code = (short) code;
    }

    short code() {
        return code;
    }

    /** What it is called in the answer to a request (openapi.yaml, {@code /api/commands}). */
    ProblemCode problem(String reason) {
        return switch (this) {
            case GOING_AWAY -> ProblemCode.UNAVAILABLE;
            case PROTOCOL_ERROR -> ProblemCode.of(reason).orElse(ProblemCode.MALFORMED);
            case UNAUTHENTICATED -> ProblemCode.UNAUTHENTICATED;
            case SILENT, MOVED -> ProblemCode.SESSION_GONE;
            case REPLACED -> ProblemCode.REPLACED;
            case FAILED -> ProblemCode.INTERNAL;
        };
    }
}

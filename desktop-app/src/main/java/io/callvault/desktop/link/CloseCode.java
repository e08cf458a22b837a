package io.callvault.desktop.link;

/** Close codes that mean something to this client (RFC 6455, section 7.4; 4000–4999 are CVP's own). */
final class CloseCode {

    /** The connection ended without a close frame. */
    static final int ABNORMAL = 1006;

    /** The access token was not taken: renew it, then come back. */
    static final int UNAUTHENTICATED = 4401;

    /** A newer connection of the same device took over: do not come back by oneself. */
    static final int REPLACED = 4409;

    private CloseCode() {}
}

package io.callvault.desktop.link;

/** Close codes that mean something to this client (RFC 6455, section 7.4; 4000–4999 are CVP's own), on every transport. */
public final class CloseCode {

    /** Nobody was there to answer: not a code of the RFC. */
    public static final int UNREACHABLE = -1;

    /** The connection ended without a close frame. */
    public static final int ABNORMAL = 1006;

    /** The first code that only a CVP server sends: whoever hears it has been heard. */
    public static final int FIRST_OF_CVP = 4000;

    /** The server could not take a frame. */
    public static final int PROTOCOL_ERROR = 4400;

    /** The access token was not taken: renew it, then come back. */
    public static final int UNAUTHENTICATED = 4401;

    /** A newer connection of the same device took over: do not come back by oneself. */
    public static final int REPLACED = 4409;

    /** This very instance went on over another connection. */
    public static final int SUPERSEDED = 4410;

    /** The server failed or cannot answer now. */
    public static final int FAILED = 4500;

    private CloseCode() {}
}

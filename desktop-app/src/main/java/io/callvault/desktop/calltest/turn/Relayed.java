package io.callvault.desktop.calltest.turn;

import java.net.InetSocketAddress;

/** What a STUN or TURN server said, or why nothing was heard. */
public sealed interface Relayed {

    /**
     * A STUN server saw this address.
     *
     * @param local what it was sent from here
     */
    record Seen(InetSocketAddress mapped, InetSocketAddress local, long roundTripMs) implements Relayed {}

    /** A relay gave a place, which was given back at once. */
    record Placed(InetSocketAddress relay, long tookMs) implements Relayed {}

    /** The relay said no, for example 401 to a wrong password, 486 when it is full (RFC 8656, section 19). */
    record Refused(int code, String reason) implements Relayed {}

    /** Nothing came of it. */
    record Failed(Why why, String detail) implements Relayed {}

    /** Why nothing came of it. */
    enum Why {
        /** The name is not known. */
        NAME,
        /** Nothing came back: lost, or dropped by a firewall. */
        SILENCE,
        /** The computer is there and said that nobody listens. */
        NOBODY,
        /** There is no way to it from here. */
        NO_ROUTE,
        /** The TLS handshake failed for another reason than the certificate. */
        TLS,
        /** The certificate is not one to trust. */
        CERTIFICATE,
        /** What answers does not speak STUN. */
        NOT_STUN
    }
}

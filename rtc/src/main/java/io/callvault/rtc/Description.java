package io.callvault.rtc;

/** A session description (RFC 8866). */
public record Description(Type type, String sdp) {
    /** Which half of the exchange. */
    public enum Type {
        OFFER,
        ANSWER
    }
}

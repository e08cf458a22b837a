package io.callvault.model.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * Stable codes of what can go wrong, the same in problem documents (RFC 9457) and {@code nack} frames.
 * {@link #permanent()} tells a client that the same bytes will never be taken.
 */
public enum ProblemCode {
    MALFORMED(400, true, "The request could not be read"),
    UNKNOWN_FRAME(400, true, "This kind of frame is not known here"),
    TOO_LARGE(413, true, "The request is too large"),
    INVALID_FIELD(422, true, "A field has a value that is not allowed"),
    UNAUTHENTICATED(401, false, "Sign in again"),
    BAD_SIGNATURE(403, true, "The signature does not fit"),
    CLOCK_SKEW(403, false, "The clock of this computer is too far off"),
    REPLAYED_NONCE(403, true, "This request was already used"),
    FORBIDDEN(403, true, "This is not allowed"),
    NOT_FOUND(404, true, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, true, "This cannot be done here"),
    UNSUPPORTED_MEDIA_TYPE(415, true, "Only JSON is understood here"),
    NOT_MEMBER(403, true, "You are not a member of this conversation"),
    HANDLE_TAKEN(409, true, "This name is already taken"),
    CONFLICT(409, true, "This contradicts what is already stored"),
    KEY_REUSED(409, true, "This key was used for another message"),
    PREDECESSOR_MISSING(409, false, "An earlier message has to arrive first"),
    REPLACED(409, true, "This device is connected from elsewhere"),
    SESSION_GONE(409, false, "This connection has ended: say hello again"),
    CURSOR_EXPIRED(410, false, "Too old to continue from: take a snapshot"),
    RATE_LIMITED(429, false, "Too many requests"),
    UNAVAILABLE(503, false, "The server cannot do this right now"),
    INTERNAL(500, false, "The server failed");

    private final int status;
    private final boolean permanent;
    private final String title;

    ProblemCode(int status, boolean permanent, String title) {
        this.status = status;
        this.permanent = permanent;
        this.title = title;
    }

    /** The HTTP status (RFC 9110). */
    public int status() {
        return status;
    }

    public boolean permanent() {
        return permanent;
    }

    /** A short sentence for people. */
    public String title() {
        return title;
    }

    /** The name on the wire, for example {@code clock_skew}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code of that name; a name from a newer server is empty. */
    public static Optional<ProblemCode> of(String wireName) {
        for (ProblemCode code : values()) {
            if (code.wireName().equals(wireName)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}

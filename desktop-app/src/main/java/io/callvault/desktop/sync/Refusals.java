package io.callvault.desktop.sync;

import io.callvault.desktop.store.row.SendFailure;
import io.callvault.model.wire.ProblemCode;

/** The server's codes as sentences for the author of a message. Pure. */
final class Refusals {

    /** The author blocked the only reader: the server says no more than that it is forbidden. */
    static final SendFailure OWN_BLOCK = new SendFailure(
            ProblemCode.FORBIDDEN.wireName(),
            "You blocked this person. Unblock them in your contacts, then send it again.",
            true);

    /** Signed anew, and still not believed: what the server says and what this computer measures do not fit together. */
    static final SendFailure CLOCK = new SendFailure(
            ProblemCode.CLOCK_SKEW.wireName(),
            "The clock of this computer is too far off. Set its date and time, then send it again.",
            true);

    private Refusals() {}

    /** Why a message was refused for good. */
    static SendFailure of(String code) {
        return ProblemCode.of(code)
                .map(known -> switch (known) {
                    case TOO_LARGE -> no(code, "This message is too long. Shorten it and send it again.");
                    case NOT_MEMBER -> no(code, "You are no longer a member of this conversation.");
                    case FORBIDDEN -> yes(code, "This person does not take messages from you.");
                    case BAD_SIGNATURE ->
                        yes(code, "The server does not accept this device's key. Sign in again, then send it again.");
                    case NOT_FOUND -> no(code, "This conversation no longer exists.");
                    case UNAUTHENTICATED -> yes(code, "You are signed out. Sign in, then send it again.");
                    case CLOCK_SKEW -> CLOCK;
                    case MALFORMED, UNKNOWN_FRAME, UNSUPPORTED_MEDIA_TYPE, METHOD_NOT_ALLOWED, INVALID_FIELD ->
                        yes(code, "The server does not understand this message. Update the app, then send it again.");
                    case KEY_REUSED, CONFLICT, REPLAYED_NONCE ->
                        no(
                                code,
                                "The server already has another message under this one's name. Copy the text, discard this"
                                        + " message and write it anew.");
                    case PREDECESSOR_MISSING ->
                        yes(code, "A message before this one has not arrived. Send that one first, then this one.");
                    case RATE_LIMITED -> yes(code, "You sent too much at once. Wait a minute, then send it again.");
                    case UNAVAILABLE, INTERNAL ->
                        yes(code, "The server has trouble. Wait a moment, then send it again.");
                    default -> yes(code, "The server refused this message. Wait a moment, then send it again.");
                })
                .orElseGet(() -> new SendFailure(
                        code, "The server refused this message. Update the app, then send it again.", true));
    }

    private static SendFailure yes(String code, String sentence) {
        return new SendFailure(code, sentence, true);
    }

    private static SendFailure no(String code, String sentence) {
        return new SendFailure(code, sentence, false);
    }
}

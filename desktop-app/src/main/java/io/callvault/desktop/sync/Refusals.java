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

    private Refusals() {}

    /** Why a message was refused for good. */
    static SendFailure of(String code) {
        return ProblemCode.of(code)
                .map(known -> switch (known) {
                    case TOO_LARGE ->
                        new SendFailure(code, "This message is too long. Shorten it and send it again.", false);
                    case NOT_MEMBER -> new SendFailure(code, "You are no longer a member of this conversation.", false);
                    case FORBIDDEN -> new SendFailure(code, "This person does not take messages from you.", true);
                    case BAD_SIGNATURE ->
                        new SendFailure(
                                code, "The server does not accept this device's key. Sign in again, then retry.", true);
                    case NOT_FOUND -> new SendFailure(code, "This conversation no longer exists.", false);
                    default -> new SendFailure(code, "The server refused this message: " + known.title() + ".", true);
                })
                .orElseGet(() ->
                        new SendFailure(code, "The server refused this message. Update the app, then retry.", true));
    }
}

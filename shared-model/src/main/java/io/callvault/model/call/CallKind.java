package io.callvault.model.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a {@code call} frame says (PROTOCOL.md, "Frames"; docs/calls.md has who sends what, when, and to whom). */
public enum CallKind {
    /** I call, and this is my offer. Durable at the server until it expires; the same again changes nothing. */
    INVITE,
    /** A device of the called person rings. */
    RINGING,
    /** A device takes the call; the first one has it. */
    ACCEPT,
    /** The called person does not want to. */
    DECLINE,
    /** The called person is in another call. */
    BUSY,
    /** A new description in a running call. */
    OFFER,
    /** The description that answers an invite, an offer or a restart. */
    ANSWER,
    /** Addresses to try (RFC 8838, trickle ICE). */
    ICE,
    /** From the caller: an offer that gathers anew (RFC 8445, section 2.4). From the called one: a wish for such an offer. */
    RESTART,
    /** What the sender's microphone, camera and network do. */
    STATE,
    HANGUP,
    /** From the server: another device of this person accepted or declined. */
    ANSWERED_ELSEWHERE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a kind of a newer app. */
    public static Optional<CallKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}

package io.callvault.model.call;

import io.callvault.model.id.DeviceId;

/** What is to be done after a step, in order. */
public sealed interface CallEffect {

    /** An offer is to be made; {@code restart}: on another path. */
    record MakeOffer(boolean restart) implements CallEffect {}

    /** The offer that came is to be taken, where that was not done yet, and an answer made. */
    record MakeAnswer() implements CallEffect {}

    /** The answer that has just come is to be taken. */
    record TakeAnswer() implements CallEffect {}

    /** Invite, ringing, accept, answer, decline, or restart with the offer that was made. */
    record Send(CallKind kind) implements CallEffect {}

    /** The called side's wish for another path. */
    record WishRestart() implements CallEffect {}

    record SendHangup(CallEnd reason) implements CallEffect {}

    /** All own candidates, those found so far and those to come. */
    record SendCandidates(DeviceId to) implements CallEffect {}

    /** Everything that the other side needs in this phase and may not have got. */
    record SendAgain() implements CallEffect {}

    /** This device begins to ring. */
    record Alert() implements CallEffect {}

    /** It stops. */
    record Quiet() implements CallEffect {}

    record StartTimer(CallTimer timer) implements CallEffect {}

    record StopTimer(CallTimer timer) implements CallEffect {}

    /** The microphone may be heard there, and the other side here. */
    record OpenSound() implements CallEffect {}

    /** Everything of the call is let go, timers too; always the last effect of a call. */
    record Finish(CallEnd end) implements CallEffect {}
}

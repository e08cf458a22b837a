package io.callvault.model.call;

import java.util.List;

/**
 * What stands in the payload of a {@code call} frame. Everything in it comes from the other side and is believed only as far as
 * its reader checked it: descriptions and candidates pass {@code rtc.guard} before they reach native code.
 */
public sealed interface CallSignal {

    /**
     * @param video whether the caller's camera is to be on
     * @param sdp the offer (RFC 8866); signed by the frame's {@code sig}
     * @param timestampMs the time inside the signature
     */
    record Invite(boolean video, String sdp, long timestampMs) implements CallSignal {}

    record Ringing() implements CallSignal {}

    /** @param video whether the called one's camera is to be on */
    record Accept(boolean video) implements CallSignal {}

    record Decline() implements CallSignal {}

    record Busy() implements CallSignal {}

    /** A signed description, see {@link Invite}. */
    record Offer(String sdp, long timestampMs) implements CallSignal {}

    /** A signed description, see {@link Invite}. */
    record Answer(String sdp, long timestampMs) implements CallSignal {}

    /**
     * @param sdp empty: please restart
     * @param timestampMs the time inside the signature
     */
    record Restart(String sdp, long timestampMs) implements CallSignal {}

    /** @param last no more will come */
    record Ice(List<Candidate> candidates, boolean last) implements CallSignal {}

    /**
     * An address to try.
     *
     * @param mid the section it belongs to
     * @param line the section's place, from 0
     * @param text {@code candidate:…} (RFC 8839, section 5.1)
     */
    record Candidate(String mid, int line, String text) {}

    /** @param weak the sender's network does not carry what it should */
    record State(boolean microphone, boolean camera, boolean sharing, boolean weak) implements CallSignal {}

    record Hangup(CallEnd reason) implements CallSignal {}

    record AnsweredElsewhere() implements CallSignal {}
}

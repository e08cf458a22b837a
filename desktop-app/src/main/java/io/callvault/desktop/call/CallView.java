package io.callvault.desktop.call;

import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.Optional;

/**
 * A call as it is drawn; immutable.
 *
 * @param person the other side's name
 * @param connectedAtMs when sound first flowed, server time; for the duration
 * @param hint what the person should be told now
 * @param end once {@link Phase#ENDED}
 */
public record CallView(
        CallId callId,
        ConversationId conversationId,
        UserId with,
        String person,
        boolean incoming,
        boolean video,
        Phase phase,
        Side own,
        Side other,
        Quality quality,
        Optional<Long> connectedAtMs,
        Optional<Hint> hint,
        Optional<CallEnd> end) {

    /** Where the call stands, in a person's terms. */
    public enum Phase {
        /** Outgoing: not known yet whether a device of the other side heard it. */
        CALLING,
        /** Outgoing: it rings there. Incoming: it rings here. */
        RINGING,
        /** Taken; a path is looked for. */
        CONNECTING,
        CONNECTED,
        /** The path was lost, another one is looked for. */
        RECONNECTING,
        ENDED
    }

    /** What one side sends. */
    public record Side(boolean microphone, boolean camera, boolean sharing) {}

    /**
     * How well it goes.
     *
     * @param bars 0 (nothing comes through) to 4
     * @param reason whose network it is
     */
    public record Quality(int bars, Reason reason) {
        /** Why there are fewer than four bars. */
        public enum Reason {
            FINE,
            OWN_NETWORK,
            OTHER_NETWORK,
            UNKNOWN
        }
    }

    /** A line of help in the call's window. */
    public enum Hint {
        MUTED_AND_TALKING,
        MICROPHONE_SILENT,
        /** The picture was stopped here so that the sound stays good. */
        VIDEO_OFF_FOR_SOUND,
        /** The other side stopped its picture for that. */
        OTHER_VIDEO_OFF_FOR_SOUND,
        CAMERA_FAILED,
        MICROPHONE_FAILED,
        SHARE_FAILED
    }
}

package io.callvault.model.message;

import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;

/** What a message says. Unknown kinds from newer apps are kept, never dropped: see {@link Unknown}. */
public sealed interface Body {

    /** Plain text, at most {@code Limits.MAX_TEXT_CHARS} UTF-16 units, never blank. */
    record Text(String text) implements Body {}

    /**
     * Another text for a message, in an envelope of {@link MessageOp#EDIT}.
     *
     * @param of the author's name of the message; it stays when a restored server gives the message another seq
     * @param text the whole new text, bounded as {@link Text}
     */
    record Edit(ClientMessageId of, String text) implements Body {}

    /**
     * Takes a message back for everyone, in an envelope of {@link MessageOp#DELETE}.
     *
     * @param of as in {@link Edit}
     */
    record Delete(ClientMessageId of) implements Body {}

    /**
     * A call that is over, written by the caller's device in an envelope of {@link MessageOp#NEW} whose message id is the call's
     * id: so there is never a second one.
     *
     * @param answered whether a device of the called person took it
     * @param startedMs when it began to ring, server time
     * @param seconds spoken; 0 if not answered
     */
    record Call(CallId callId, boolean video, boolean answered, CallEnd end, long startedMs, long seconds)
            implements Body {

        /** Whether the called person may not know of it yet. */
        public boolean missed() {
            return !answered && end != CallEnd.DECLINED && end != CallEnd.GLARE;
        }
    }

    /**
     * A kind this version does not know.
     *
     * @param kind the kind's name on the wire
     * @param json the whole body as it came, so that a later version can show it
     */
    record Unknown(String kind, String json) implements Body {}
}

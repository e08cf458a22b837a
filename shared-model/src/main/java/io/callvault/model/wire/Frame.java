package io.callvault.model.wire;

import io.callvault.model.call.CallParty;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import java.util.Optional;

/** One frame of CVP/1, the same on every transport (PROTOCOL.md, "Frames"). All times are the server's Unix milliseconds. */
public sealed interface Frame {

    /** The protocol version of {@link Hello#proto()}. */
    int PROTO = 1;

    /**
     * First frame of a connection, client to server.
     *
     * @param instanceId changes with every start of the app; tells a restarted app from a copied profile
     * @param epoch the epoch of the client's cursor; empty on the first connection of a device
     * @param lastEventSeq the client's cursor: every event up to it is durable there; 0 for none
     * @param lastEventId the event at that cursor
     */
    record Hello(
            int proto,
            String accessToken,
            DeviceId deviceId,
            String instanceId,
            Optional<String> epoch,
            long lastEventSeq,
            Optional<EventId> lastEventId)
            implements Frame {
        /** Without the token. */
        @Override
        public String toString() {
            return "Hello[deviceId=" + deviceId + ", lastEventSeq=" + lastEventSeq + "]";
        }
    }

    /**
     * The server's answer to {@link Hello}.
     *
     * @param headEv the newest event of this user
     * @param resume {@code resync} when the cursor is of no use: take a snapshot
     */
    record Welcome(String epoch, long headEv, long serverTime, long heartbeatMs, ServerLimits limits, Resume resume)
            implements Frame {}

    /** Whether events simply go on from the client's cursor. */
    enum Resume {
        OK,
        RESYNC
    }

    /** What the server tells of its bounds, see {@link Limits}. */
    record ServerLimits(int maxFrameBytes, int maxTextChars, int maxUnackedEvents) {}

    /**
     * A message to store and pass on.
     *
     * @param prevClientMsgId the author device's message before in this conversation, if it may still be on its way
     */
    record Send(
            ClientMessageId clientMsgId,
            ConversationId conversationId,
            Optional<ClientMessageId> prevClientMsgId,
            Bytes envelope)
            implements Frame {}

    /**
     * The message is durable on the server.
     *
     * @param ev the author's own event of this message
     * @param dup whether it had been stored before
     */
    record Ack(ClientMessageId clientMsgId, MessageId messageId, long serverTimestamp, long seq, long ev, boolean dup)
            implements Frame {}

    /**
     * The message was not stored.
     *
     * @param code the {@link ProblemCode#wireName()}
     * @param retryAfterMs wait at least this long; 0 where it does not matter
     */
    record Nack(ClientMessageId clientMsgId, String code, boolean permanent, long retryAfterMs, long serverTime)
            implements Frame {}

    /** One entry of the user's event log. */
    record Event(long ev, EventId eventId, EventBody body) implements Frame {}

    /** Everything up to {@code ev} is committed on the client. */
    record EvAck(long ev) implements Frame {}

    /** Watermarks of this user, client to server; they only rise. */
    record Receipt(ConversationId conversationId, long deliveredSeq, long readSeq) implements Frame {}

    /**
     * Somebody types.
     *
     * @param userId who; empty from client to server
     */
    record Typing(ConversationId conversationId, Optional<UserId> userId, boolean active) implements Frame {}

    /**
     * Whether a contact is there, server to client.
     *
     * @param lastSeen when the last device left; 0 if never or hidden
     */
    record Presence(UserId userId, boolean online, long lastSeen) implements Frame {}

    /**
     * Call signalling; relayed, never read by the server (docs/calls.md).
     *
     * @param kind the {@link io.callvault.model.call.CallKind#wireName()}; other kinds come from newer apps and are dropped
     * @param conversationId of two people
     * @param from who sends; empty from client to server, which knows
     * @param to the device it is meant for; empty: every device of the other side that takes part
     * @param expiresAt of no use after that; 0 from client to server, which sets it
     * @param payload what {@link CallSignalCodec} writes
     * @param sig of the sending device over {@code Proofs.call}; empty where nothing is described
     */
    record Call(
            CallId callId,
            String kind,
            ConversationId conversationId,
            Optional<CallParty> from,
            Optional<DeviceId> to,
            long expiresAt,
            String payload,
            Bytes sig)
            implements Frame {
        /** Without the payload: it holds addresses. */
        @Override
        public String toString() {
            return "Call[" + kind + ", callId=" + callId + ", from=" + from + ", to=" + to + "]";
        }
    }

    /** The server stopped pushing: pull events up to {@code headEv}, then confirm them. */
    record Poke(long headEv) implements Frame {}

    /**
     * Heartbeat of either side.
     *
     * @param mode client to server: the pace of this connection from now on; empty leaves it as it is ({@link Mode#ACTIVE} at first)
     */
    record Ping(long ev, long serverTime, Optional<Mode> mode) implements Frame {
        public Ping(long ev, long serverTime) {
            this(ev, serverTime, Optional.empty());
        }
    }

    /**
     * How often a connection is heard of. A client that has been silent for two of its own heartbeats is closed; what is pushed
     * to it is pushed at once in every mode, so that it never rings later.
     */
    enum Mode {
        /** The window is seen. */
        ACTIVE(1),
        /** The window is hidden: with {@link Welcome#heartbeatMs} of 30 s a heartbeat every 2 min. */
        BACKGROUND(4),
        /** Battery or data are scarce: with {@link Welcome#heartbeatMs} of 30 s a heartbeat every 5 min. */
        MINIMAL(10);

        private final int slower;

        Mode(int slower) {
            this.slower = slower;
        }

        /** Time between heartbeats in this mode, milliseconds. */
        public long heartbeatMs(long activeMs) {
            return activeMs * slower;
        }
    }

    record Pong(long ev, long serverTime) implements Frame {}

    /** A renewed access token for a living connection. */
    record Reauth(String accessToken) implements Frame {
        /** Without the token. */
        @Override
        public String toString() {
            return "Reauth[]";
        }
    }
}

package io.callvault.model.wire;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import java.util.List;
import java.util.Optional;

/**
 * What an event tells. Every one can be applied twice without harm. A contact or device event always comes before the first
 * message of a device it introduces, so that a client can check signatures without asking back.
 */
public sealed interface EventBody {

    /** A stored message; also the author's own echo. */
    record MessageStored(
            ConversationId conversationId,
            long seq,
            MessageId messageId,
            UserId senderId,
            DeviceId senderDevice,
            long serverTimestamp,
            Bytes envelope)
            implements EventBody {}

    /** A member's watermarks, as they now stand (PROTOCOL.md, guarantee 5). */
    record ReceiptMoved(ConversationId conversationId, UserId userId, long deliveredSeq, long readSeq)
            implements EventBody {}

    /** A conversation as it now stands: new, renamed, or with other members. */
    record ConversationChanged(Conversation conversation) implements EventBody {}

    /** Somebody came or went. */
    record MemberChanged(ConversationId conversationId, Profile profile, boolean joined) implements EventBody {}

    /** A contact as it now stands. */
    record ContactChanged(Contact contact) implements EventBody {}

    /** A device was added to somebody this user knows, or to this user. */
    record DeviceAdded(Device device) implements EventBody {}

    /** This user's own account as it now stands. */
    record AccountChanged(Profile profile) implements EventBody {}

    /**
     * An event this version cannot read: a newer kind, or a broken payload. It still has its place in the order.
     *
     * @param type the kind's name on the wire
     * @param raw the whole event as it came
     * @param why what could not be read; empty if only the kind is unknown
     */
    record Unreadable(String type, String raw, Optional<String> why) implements EventBody {}

    /**
     * A person, with all the devices whose messages may appear.
     *
     * @param identityKey 32 bytes, pinned by clients at first sight
     */
    record Profile(UserId userId, String handle, String displayName, Bytes identityKey, List<Device> devices) {}

    /**
     * A device and the identity key's signature over {@code Proofs.deviceCertificate}.
     *
     * @param createdMs the time inside the certificate
     */
    record Device(UserId userId, DeviceId deviceId, String name, Bytes deviceKey, long createdMs, Bytes certificate) {}

    /** How two people stand to each other, from this user's side. */
    record Contact(Profile profile, ContactState state, Optional<ConversationId> conversationId) {}

    /** States of a contact. */
    enum ContactState {
        /** This user asked. */
        INVITED,
        /** The other one asked. */
        INCOMING,
        ACCEPTED,
        /** Declined or taken back; may be asked again. */
        NONE,
        BLOCKED
    }

    /**
     * A conversation as one of its members sees it.
     *
     * @param title empty for two people
     * @param members with profiles, so that signatures of strangers in a group can be checked
     */
    record Conversation(
            ConversationId conversationId,
            ConversationKind kind,
            String title,
            List<Profile> members,
            long createdMs,
            long lastSeq,
            List<Watermark> watermarks) {}

    /** A member's watermarks. */
    record Watermark(UserId userId, long deliveredSeq, long readSeq) {}
}

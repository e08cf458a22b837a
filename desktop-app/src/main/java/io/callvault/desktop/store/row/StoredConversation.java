package io.callvault.desktop.store.row;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as it stands on this device.
 *
 * @param title the group's title; empty for two people
 * @param others everybody but this user, by name
 * @param lastSeq the newest seq the server told of, stored here or not
 * @param unread messages of others behind {@code ownRead} that are on this device
 * @param ownRead own read watermark, a seq
 * @param ownDelivered own delivered watermark, a seq
 * @param peersDelivered the lowest delivered watermark of the others
 * @param peersRead the lowest read watermark of the others
 * @param last the newest message on this device, also a pending one
 * @param draft unsent text; empty for none
 * @param activityMs time of {@code last}, or of the conversation itself; Unix milliseconds
 */
public record StoredConversation(
        ConversationId id,
        ConversationKind kind,
        String title,
        List<Person> others,
        long lastSeq,
        int unread,
        long ownRead,
        long ownDelivered,
        long peersDelivered,
        long peersRead,
        Optional<StoredMessage> last,
        String draft,
        long activityMs) {

    /** Somebody in it. */
    public record Person(UserId id, String handle, String displayName) {}
}

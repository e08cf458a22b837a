package io.callvault.desktop.chat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.DeliveryState;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as the list shows it.
 *
 * @param title the other person's name, or the group's title
 * @param members everybody but this user
 * @param last the newest message, also a pending one
 * @param unread messages of others behind the own read watermark
 * @param readSeq the own read watermark
 * @param lastSeq the newest stored message's seq; 0 for none
 * @param draft unsent text; empty for none
 * @param activityMs when something last happened, for sorting; Unix milliseconds
 */
public record ConversationRow(
        ConversationId id,
        ConversationKind kind,
        String title,
        List<Member> members,
        Optional<Last> last,
        int unread,
        long readSeq,
        long lastSeq,
        String draft,
        long activityMs) {

    /** Somebody in it. */
    public record Member(UserId id, String handle, String displayName) {}

    /**
     * The newest message, short.
     *
     * @param preview one line of at most 200 characters
     * @param state for own messages
     */
    public record Last(
            boolean mine, String senderName, String preview, long timestampMs, DeliveryState state, boolean failed) {}
}

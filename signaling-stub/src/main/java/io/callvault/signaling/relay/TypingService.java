package io.callvault.signaling.relay;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.store.ConversationTable.Conversation;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.util.List;
import java.util.Optional;

/** Passes on that somebody types, to the members who are there. Nothing is stored. Blocks for a read: worker threads only. */
public final class TypingService {

    /** Brings a frame to the connections a user has now; may drop it. */
    @FunctionalInterface
    public interface LiveFrames {
        void deliver(UserId user, Frame frame);
    }

    private final Store store;
    private final LiveFrames live;

    public TypingService(Store store, LiveFrames live) {
        this.store = store;
        this.live = live;
    }

    /** Does nothing for a conversation the user is not a member of. */
    public void typing(UserKey user, ConversationId id, boolean active) throws RefusedException {
        List<UserKey> members = store.read(tables -> tables.conversations()
                .ofMember(id, user)
                .map(conversation -> listeners(tables, user, conversation))
                .orElse(List.of()));
        Frame.Typing frame = new Frame.Typing(id, Optional.of(user.id()), active);
        members.forEach(member -> live.deliver(member.id(), frame));
    }

    /** The others; between two people nobody who blocked or is blocked. */
    private static List<UserKey> listeners(Tables tables, UserKey user, Conversation conversation) {
        boolean direct = conversation.kind() == ConversationKind.DIRECT;
        return tables.conversations().members(conversation.num()).stream()
                .filter(member -> !member.equals(user))
                .filter(member -> !direct || !tables.contacts().blocked(user, member))
                .toList();
    }
}

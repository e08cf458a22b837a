package io.callvault.signaling.relay;

import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.store.ConversationTable.Conversation;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.UserKey;
import java.util.concurrent.CompletionStage;

/** How far each member has received and read: marks only rise, read ≤ delivered ≤ last seq (PROTOCOL.md, guarantee 5). */
public final class ReceiptService {

    private final Store store;

    public ReceiptService(Store store) {
        this.store = store;
    }

    /**
     * Raises the user's marks as far as they make sense and tells every member, the user's other devices too.
     *
     * @return whether something moved; fails with {@code not_member}
     */
    public CompletionStage<Boolean> move(UserKey user, Frame.Receipt receipt) {
        return store.write(tables -> {
            Conversation conversation = tables.conversations()
                    .ofMember(receipt.conversationId(), user)
                    .orElseThrow(() -> new RefusedException(ProblemCode.NOT_MEMBER, "not your conversation"));
            EventBody.Watermark old = tables.conversations().watermarks(conversation.num()).stream()
                    .filter(mark -> mark.userId().equals(user.id()))
                    .findFirst()
                    .orElseThrow();
            long read = Math.max(old.readSeq(), Math.min(receipt.readSeq(), conversation.lastSeq()));
            long delivered = Math.max(
                    read, Math.max(old.deliveredSeq(), Math.min(receipt.deliveredSeq(), conversation.lastSeq())));
            if (read == old.readSeq() && delivered == old.deliveredSeq()) {
                return false;
            }
            tables.conversations().setWatermark(conversation.num(), user, delivered, read);
            EventBody.ReceiptMoved moved = new EventBody.ReceiptMoved(conversation.id(), user.id(), delivered, read);
            tables.conversations()
                    .members(conversation.num())
                    .forEach(member -> tables.events().append(member, conversation.num(), moved));
            return true;
        });
    }
}

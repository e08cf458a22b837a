package io.callvault.desktop.store;

import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a transaction changed; told on the store thread, strictly after it is durable and in the order of the commits. */
public sealed interface StoreNews {

    /**
     * Messages that are new or other than before, as committed.
     *
     * @param gone those that no longer exist
     */
    record MessagesChanged(ConversationId conversation, List<StoredMessage> rows, List<ClientMessageId> gone)
            implements StoreNews {

        /** Both together; of a message told twice the later row counts. */
        MessagesChanged and(MessagesChanged later) {
            Map<ClientMessageId, StoredMessage> merged = new LinkedHashMap<>();
            rows.forEach(row -> merged.put(row.clientId(), row));
            later.rows.forEach(row -> merged.put(row.clientId(), row));
            later.gone.forEach(merged::remove);
            List<ClientMessageId> allGone = new ArrayList<>(gone);
            allGone.addAll(later.gone);
            return new MessagesChanged(conversation, List.copyOf(merged.values()), allGone);
        }
    }

    /** Own messages with {@code fromSeq < seq <= toSeq} may show another tick now. */
    record TicksMoved(ConversationId conversation, long fromSeq, long toSeq) implements StoreNews {}

    /** A conversation as it now stands; told once a transaction, after its messages. */
    record ConversationChanged(StoredConversation conversation) implements StoreNews {}

    /** Somebody's profile, devices or standing changed. */
    record ContactChanged(UserId user) implements StoreNews {}

    /** Rows came into the outbox, left it, or may be tried again. */
    record OutboxChanged(ConversationId conversation) implements StoreNews {}

    /** Watermarks of this user wait to be reported to the server. */
    record ReceiptsDue() implements StoreNews {}

    /** Every event up to {@code ev} is durable here: it may be confirmed. */
    record CursorMoved(long ev) implements StoreNews {}

    /** Something that could not be read is kept; each is told once. */
    record DeadLetterKept(long id) implements StoreNews {}

    /** The account row changed. */
    record AccountChanged() implements StoreNews {}

    /** The call history changed. */
    record CallsChanged() implements StoreNews {}

    /** The database was damaged and made anew while the app runs: the cursor is gone, and so is what the server has. */
    record Rebuilt() implements StoreNews {}

    /** Everything may be other than before: read again. */
    record Reset() implements StoreNews {}
}

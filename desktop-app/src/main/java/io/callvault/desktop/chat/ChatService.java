package io.callvault.desktop.chat;

import io.callvault.desktop.news.Subscription;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Chatting, as the screens see it. Every method returns at once and may be called from the FX thread; stages complete on
 * another thread. Nothing is told before it is committed on this device.
 */
public interface ChatService {

    /** Listens from now on. Listeners run on the store or sync thread and must return at once. */
    Subscription subscribe(Consumer<ChatNews> listener);

    /** All conversations, the one with the newest activity first. */
    CompletionStage<List<ConversationRow>> conversations();

    /** The newest rows, rising by order. */
    CompletionStage<Page> latest(ConversationId conversation, int limit);

    /** Rows before {@code order}, rising; fetched from the server where this device does not have them. */
    CompletionStage<Page> before(ConversationId conversation, long order, int limit);

    /** Rows after {@code order}, rising. */
    CompletionStage<Page> after(ConversationId conversation, long order, int limit);

    /**
     * Queues a text. The bubble comes as {@link ChatNews.RowsChanged} after the commit, or {@link ChatNews.NotQueued} with the
     * text if this device cannot keep it.
     *
     * @return why the text cannot be sent, as a sentence; empty if it was taken
     */
    Optional<String> send(ConversationId conversation, String text);

    /**
     * Queues another text for an own message. The row changes at once, with {@link TimelineRow.Flags#changing()} until the server
     * has it; of several edits the last one in the server's order counts, and a delete counts for ever.
     *
     * @return why it cannot be done, as a sentence; empty once the edit is durable in the outbox
     */
    CompletionStage<Optional<String>> edit(ConversationId conversation, ClientMessageId message, String text);

    /**
     * Queues taking back an own message for everyone: its text leaves every device, its place stays as a row with {@link
     * TimelineRow.Flags#deleted()}. Cannot be undone. A message that was never sent is discarded instead; one
     * that may be on its way is followed by its delete.
     *
     * @return why it cannot be done, as a sentence; empty once it is durable in the outbox
     */
    CompletionStage<Optional<String>> deleteForEveryone(ConversationId conversation, ClientMessageId message);

    /** Puts a failed message, or the refused edits and deletes of a message, back into the outbox. */
    void retry(ConversationId conversation, ClientMessageId message);

    /** Takes a message that is not yet sent out of the outbox and the timeline; or gives up its refused edits and deletes. */
    void discard(ConversationId conversation, ClientMessageId message);

    /** Everything up to {@code seq} was really seen. Only ever moves forwards. */
    void markRead(ConversationId conversation, long seq);

    /** Keeps unsent text; durable within a second and at {@code close}. */
    void saveDraft(ConversationId conversation, String text);

    /** The user is typing; the service limits how often that travels. */
    void typing(ConversationId conversation);

    /** Whether somebody is there, as far as is known. */
    Optional<ChatNews.PresenceChanged> presence(UserId user);

    /**
     * Part of a timeline.
     *
     * @param atStart nothing older exists
     * @param atEnd nothing newer exists
     */
    record Page(List<TimelineRow> rows, boolean atStart, boolean atEnd) {}
}

package io.callvault.desktop.chat;

import io.callvault.desktop.news.Subscription;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What chatting needs of the network beyond the outbox. Every method returns at once, any thread. */
public interface ChatNetwork {

    /**
     * Fetches messages below {@code beforeSeq} into the store.
     *
     * @return whether it worked; false when the server cannot be asked. They are committed when it completes
     */
    CompletionStage<Boolean> loadHistory(ConversationId conversation, long beforeSeq, int limit);

    /** This user types; called as often as keys are pressed. */
    void typing(ConversationId conversation);

    /** A message was sent: nobody shall wait for more. */
    void stoppedTyping(ConversationId conversation);

    Optional<ChatNews.PresenceChanged> presence(UserId user);

    /** Who types where; an empty list when nobody does any more. */
    Subscription subscribeTyping(BiConsumer<ConversationId, List<UserId>> listener);

    Subscription subscribePresence(Consumer<ChatNews.PresenceChanged> listener);
}

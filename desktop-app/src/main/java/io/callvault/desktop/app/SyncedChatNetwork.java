package io.callvault.desktop.app;

import io.callvault.desktop.chat.ChatNetwork;
import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.sync.HistoryLoader;
import io.callvault.desktop.sync.Whereabouts;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Lets the chat room ask the sync room without knowing it. */
record SyncedChatNetwork(Whereabouts whereabouts, HistoryLoader history) implements ChatNetwork {

    @Override
    public CompletionStage<Boolean> loadHistory(ConversationId conversation, long beforeSeq, int limit) {
        return history.load(conversation, beforeSeq, limit);
    }

    @Override
    public void typing(ConversationId conversation) {
        whereabouts.typing(conversation);
    }

    @Override
    public void stoppedTyping(ConversationId conversation) {
        whereabouts.stoppedTyping(conversation);
    }

    @Override
    public Optional<ChatNews.PresenceChanged> presence(UserId user) {
        return whereabouts.presence(user).map(SyncedChatNetwork::news);
    }

    @Override
    public Subscription subscribeTyping(BiConsumer<ConversationId, List<UserId>> listener) {
        return whereabouts.subscribeTyping(typists -> listener.accept(typists.conversation(), typists.users()));
    }

    @Override
    public Subscription subscribePresence(Consumer<ChatNews.PresenceChanged> listener) {
        return whereabouts.subscribePresence(presence -> listener.accept(news(presence)));
    }

    private static ChatNews.PresenceChanged news(Whereabouts.Presence presence) {
        return new ChatNews.PresenceChanged(presence.user(), presence.online(), presence.lastSeenMs());
    }
}

package io.callvault.desktop.chat;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A network whose history is a function, and whose signals are made by the test. */
final class FakeNetwork implements ChatNetwork {

    /** What the server does when history is asked for. */
    @FunctionalInterface
    interface History {
        boolean load(long beforeSeq, int limit);
    }

    final Topic<ChatNews.PresenceChanged> presence = new Topic<>();
    final Topic<Map.Entry<ConversationId, List<UserId>>> typing = new Topic<>();
    final Map<UserId, ChatNews.PresenceChanged> there = new HashMap<>();
    History history = (beforeSeq, limit) -> false;

    @Override
    public CompletionStage<Boolean> loadHistory(ConversationId conversation, long beforeSeq, int limit) {
        return CompletableFuture.supplyAsync(() -> history.load(beforeSeq, limit));
    }

    @Override
    public void typing(ConversationId conversation) {}

    @Override
    public void stoppedTyping(ConversationId conversation) {}

    @Override
    public Optional<ChatNews.PresenceChanged> presence(UserId user) {
        return Optional.ofNullable(there.get(user));
    }

    @Override
    public Subscription subscribeTyping(BiConsumer<ConversationId, List<UserId>> listener) {
        return typing.subscribe(told -> listener.accept(told.getKey(), told.getValue()));
    }

    @Override
    public Subscription subscribePresence(Consumer<ChatNews.PresenceChanged> listener) {
        return presence.subscribe(listener);
    }
}

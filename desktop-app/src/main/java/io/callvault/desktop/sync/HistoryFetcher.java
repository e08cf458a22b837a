package io.callvault.desktop.sync;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.SyncApi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of messages from the server into the store: on demand while somebody scrolls, and the newest ones of every
 * conversation after a snapshot. One background request at a time, so that history never delays what is live. Any thread.
 */
final class HistoryFetcher implements HistoryLoader {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFetcher.class);
    private static final int NEWEST = 50;
    private static final int MAX_LIMIT = 200;
    /** Orders of messages end here; beyond are pending ones, which no server has. */
    private static final long MAX_SEQ = 1L << 39;

    /** Messages in one transaction: brief, so that a message being sent gets its turn. */
    private static final int CHUNK = 50;

    private final SignedInApi api;
    private final Store store;

    private record Tail(ConversationId conversation, long beforeSeq, int limit) {}

    HistoryFetcher(SignedInApi api, Store store) {
        this.api = api;
        this.store = store;
    }

    @Override
    public CompletableFuture<Boolean> load(ConversationId conversation, long beforeSeq, int limit) {
        int some = Math.clamp(limit, 1, MAX_LIMIT);
        String path = "/api/messages/sync?conversation_id=" + conversation + "&before_seq="
                + Math.min(beforeSeq, MAX_SEQ) + "&limit=" + some;
        return api.call(ApiCall.get(path, SyncApi.MessagePage.class))
                .thenCompose(result -> result.success()
                        .map(page -> keep(conversation, page))
                        .orElseGet(() -> CompletableFuture.completedFuture(false)))
                .exceptionally(failure -> {
                    LOG.warn("a page of history was not stored", failure);
                    return false;
                });
    }

    /**
     * Looks for conversations whose newest messages are not here, and fetches those.
     *
     * @param all those of every conversation, whatever is here
     */
    CompletableFuture<Boolean> fillTails(boolean all) {
        return store.readAsync(tx -> {
                    List<Tail> tails = new ArrayList<>();
                    for (StoredConversation conversation : tx.conversations().list()) {
                        long last = conversation.lastSeq();
                        long from = Math.max(1, last - NEWEST + 1);
                        List<SeqRange> gaps =
                                last == 0 ? List.of() : tx.messages().gaps(conversation.id(), from, last, 1);
                        if (last > 0 && (all || !gaps.isEmpty())) {
                            tails.add(new Tail(conversation.id(), last + 1, NEWEST));
                        }
                    }
                    return tails;
                })
                .toCompletableFuture()
                .thenCompose(tails -> fill(new ArrayDeque<>(tails)))
                .exceptionally(failure -> {
                    LOG.warn("the newest messages could not be fetched", failure);
                    return false;
                });
    }

    private CompletableFuture<Boolean> fill(Deque<Tail> tails) {
        Tail tail = tails.poll();
        if (tail == null) {
            return CompletableFuture.completedFuture(true);
        }
        return load(tail.conversation(), tail.beforeSeq(), tail.limit())
                .thenCompose(done -> done ? fill(tails) : CompletableFuture.completedFuture(false));
    }

    private CompletableFuture<Boolean> keep(ConversationId conversation, SyncApi.MessagePage page) {
        List<EventBody.MessageStored> messages = page.messages().stream()
                .filter(message -> message.conversationId().equals(conversation))
                .toList();
        CompletableFuture<Boolean> done = CompletableFuture.completedFuture(true);
        for (int from = 0; from < messages.size(); from += CHUNK) {
            List<EventBody.MessageStored> chunk = messages.subList(from, Math.min(from + CHUNK, messages.size()));
            done = done.thenCompose(before -> store.update(tx -> {
                        for (EventBody.MessageStored message : chunk) {
                            EventApplier.history(tx, message);
                        }
                    })
                    .thenApply(stored -> before));
        }
        return done;
    }
}

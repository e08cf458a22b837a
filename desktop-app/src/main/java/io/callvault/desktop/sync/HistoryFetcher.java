package io.callvault.desktop.sync;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.SyncApi;
import java.time.InstantSource;
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
    static final int CHUNK = 50;

    private final SignedInApi api;
    private final Store store;
    private final InstantSource clock;

    private record Tail(ConversationId conversation, long beforeSeq, int limit) {}

    HistoryFetcher(SignedInApi api, Store store, InstantSource clock) {
        this.api = api;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Boolean> load(ConversationId conversation, long beforeSeq, int limit) {
        return page(conversation, Math.min(beforeSeq, MAX_SEQ), Math.clamp(limit, 1, MAX_LIMIT))
                .exceptionally(failure -> {
                    LOG.warn("a page of history was not stored", failure);
                    return false;
                });
    }

    /** A page that cannot be read is asked for in halves, so that one message that spoils it hides no others. */
    private CompletableFuture<Boolean> page(ConversationId conversation, long beforeSeq, int limit) {
        String path =
                "/api/messages/sync?conversation_id=" + conversation + "&before_seq=" + beforeSeq + "&limit=" + limit;
        return api.call(ApiCall.get(path, SyncApi.MessagePage.class)).thenCompose(result -> switch (result) {
            case ApiResult.Ok<SyncApi.MessagePage>(var page) -> keep(conversation, page);
            case ApiResult.Problem<SyncApi.MessagePage> problem
            when problem.unreadable() -> halves(conversation, beforeSeq, limit);
            case ApiResult.Problem<SyncApi.MessagePage> _ -> CompletableFuture.completedFuture(false);
            case ApiResult.Unreachable<SyncApi.MessagePage> _ -> CompletableFuture.completedFuture(false);
        });
    }

    private CompletableFuture<Boolean> halves(ConversationId conversation, long beforeSeq, int limit) {
        if (beforeSeq == MAX_SEQ) {
            // Without a place there is no half; whoever asks for a hole names its place.
            return CompletableFuture.completedFuture(false);
        }
        if (limit == 1) {
            LOG.warn("message {} of a page cannot be read: its place stays a gap", beforeSeq - 1);
            return CompletableFuture.completedFuture(true);
        }
        int newer = limit / 2;
        CompletableFuture<Boolean> done = page(conversation, beforeSeq, newer);
        return beforeSeq - newer <= 1
                ? done
                : done.thenCompose(worked -> worked ? page(conversation, beforeSeq - newer, limit - newer) : done);
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
                            EventApplier.history(tx, message, clock.millis());
                        }
                    })
                    .thenApply(stored -> before));
        }
        return done;
    }
}

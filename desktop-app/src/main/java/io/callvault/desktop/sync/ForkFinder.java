package io.callvault.desktop.sync;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.MessageId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.SyncApi;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * After a new epoch: up to where this device and the restored server tell the same story. The server may have been given other
 * messages at the old places before this device came back, so that the ends alone say nothing. Walks each conversation backwards,
 * page by page, to the first message that both have at the same place; before that one everything agrees. Any thread.
 */
final class ForkFinder {

    private static final int PAGE = 200;

    private final SignedInApi api;
    private final Store store;

    ForkFinder(SignedInApi api, Store store) {
        this.api = api;
        this.store = store;
    }

    /**
     * The last seq of each conversation that may stay as it is.
     *
     * @return empty if the server could not be asked
     */
    CompletableFuture<Optional<Map<ConversationId, Long>>> find(SyncApi.Snapshot snapshot) {
        return store.readAsync(tx -> {
                    Map<ConversationId, Long> ends = new HashMap<>();
                    for (StoredConversation here : tx.conversations().list()) {
                        ends.put(here.id(), here.lastSeq());
                    }
                    Deque<Walk> walks = new ArrayDeque<>();
                    for (EventBody.Conversation there : snapshot.conversations()) {
                        long end = Math.min(there.lastSeq(), ends.getOrDefault(there.conversationId(), 0L));
                        if (end > 0) {
                            walks.add(new Walk(there.conversationId(), end + 1, end));
                        }
                    }
                    return walks;
                })
                .toCompletableFuture()
                .thenCompose(walks -> next(walks, new HashMap<>()));
    }

    /**
     * @param before where the next page ends
     * @param agreed the last seq at which nothing else was seen so far
     */
    private record Walk(ConversationId conversation, long before, long agreed) {}

    private CompletableFuture<Optional<Map<ConversationId, Long>>> next(
            Deque<Walk> walks, Map<ConversationId, Long> found) {
        Walk walk = walks.poll();
        if (walk == null) {
            return CompletableFuture.completedFuture(Optional.of(found));
        }
        String path = "/api/messages/sync?conversation_id=" + walk.conversation() + "&before_seq=" + walk.before()
                + "&limit=" + PAGE;
        return api.call(ApiCall.get(path, SyncApi.MessagePage.class))
                .thenCompose(result -> result instanceof ApiResult.Ok<SyncApi.MessagePage>(var page)
                        ? compare(walk, page.messages()).thenCompose(further -> {
                            further.go().ifPresent(walks::addFirst);
                            found.put(walk.conversation(), further.agreed());
                            return next(walks, found);
                        })
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    private record Further(long agreed, Optional<Walk> go) {}

    private CompletableFuture<Further> compare(Walk walk, List<EventBody.MessageStored> page) {
        if (page.isEmpty() || page.getLast().seq() >= walk.before()) {
            return CompletableFuture.completedFuture(new Further(walk.agreed(), Optional.empty()));
        }
        long first = page.getFirst().seq();
        return store.readAsync(tx -> {
                    Map<Long, Optional<MessageId>> here = new HashMap<>();
                    for (StoredMessage row : tx.messages().after(walk.conversation(), first - 1, PAGE)) {
                        here.put(row.seq(), row.messageId());
                    }
                    long agreed = walk.agreed();
                    for (EventBody.MessageStored there : page.reversed()) {
                        Optional<MessageId> row = here.getOrDefault(there.seq(), Optional.empty());
                        if (row.filter(there.messageId()::equals).isPresent()) {
                            return new Further(agreed, Optional.empty());
                        }
                        agreed = row.isPresent() ? there.seq() - 1 : agreed;
                    }
                    boolean more =
                            !tx.messages().before(walk.conversation(), first, 1).isEmpty();
                    return new Further(
                            agreed,
                            more ? Optional.of(new Walk(walk.conversation(), first, agreed)) : Optional.empty());
                })
                .toCompletableFuture();
    }
}

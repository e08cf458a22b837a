package io.callvault.desktop.chat;

import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ConversationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Parts of a timeline, holes included. What is local comes at once; older parts are fetched first where they miss. */
final class Pages {

    private static final int MOST = 200;

    private final Store store;
    private final ChatNetwork network;

    Pages(Store store, ChatNetwork network) {
        this.store = store;
        this.network = network;
    }

    /**
     * A page without the hole at the start of the conversation, which older pages fill.
     *
     * @param missing the highest seq that misses in it; 0 if none does
     * @param start the hole at the start, if there is one
     */
    private record Part(ChatService.Page page, long missing, List<SeqRange> start) {}

    /** The newest rows at once; what misses among them is fetched meanwhile and comes as news. */
    CompletionStage<ChatService.Page> latest(ConversationId conversation, int limit) {
        return store.readAsync(tx -> before(tx, conversation, Long.MAX_VALUE, bounded(limit)))
                .thenApply(part -> {
                    if (part.missing() > 0) {
                        network.loadHistory(conversation, part.missing() + 1, bounded(limit));
                    }
                    return part.page();
                });
    }

    /** Complete where the server can be asked; else with what is here, and the hole at the start as a row. */
    CompletionStage<ChatService.Page> before(ConversationId conversation, long order, int limit) {
        int bound = bounded(limit);
        return store.readAsync(tx -> before(tx, conversation, order, bound)).thenCompose(part -> {
            if (part.missing() == 0) {
                return CompletableFuture.completedFuture(part.page());
            }
            return network.loadHistory(conversation, part.missing() + 1, bound)
                    .thenCompose(loaded -> store.readAsync(tx -> {
                        Part again = before(tx, conversation, order, bound);
                        return loaded ? again.page() : withStart(conversation, again);
                    }));
        });
    }

    CompletionStage<ChatService.Page> after(ConversationId conversation, long order, int limit) {
        return store.readAsync(tx -> {
            int bound = bounded(limit);
            List<StoredMessage> found = tx.messages().after(conversation, order, bound);
            boolean atEnd = found.size() < bound;
            long to = atEnd ? lastSeq(tx, conversation) : lastStored(found);
            List<SeqRange> gaps = gaps(tx, conversation, order + 1, to);
            return new ChatService.Page(rows(conversation, found, gaps), order < 1, atEnd);
        });
    }

    /** Rows and holes from the lowest of these messages to the next stored one above: what news of them tell beside them. */
    static List<SeqRange> around(Tx tx, ConversationId conversation, List<StoredMessage> rows) throws StoreException {
        long low = Long.MAX_VALUE;
        long high = 0;
        for (StoredMessage row : rows) {
            if (!row.pending() && row.order() < StoredMessage.PENDING_BASE) {
                low = Math.min(low, row.seq());
                high = Math.max(high, row.seq());
            }
        }
        if (high == 0) {
            return List.of();
        }
        long below = tx.messages().before(conversation, low, 1).stream()
                .mapToLong(StoredMessage::order)
                .findFirst()
                .orElse(0);
        List<StoredMessage> next = tx.messages().after(conversation, high, 1);
        long above = next.isEmpty() || next.getFirst().pending()
                ? lastSeq(tx, conversation) + 1
                : next.getFirst().seq();
        return gaps(tx, conversation, below + 1, above - 1);
    }

    private static Part before(Tx tx, ConversationId conversation, long order, int limit) throws StoreException {
        long lastSeq = lastSeq(tx, conversation);
        List<StoredMessage> found = tx.messages().before(conversation, order, limit);
        boolean all = found.size() < limit;
        long top = Math.min(order - 1, lastSeq);
        long from = all ? 1 : Math.min(found.getFirst().order(), top + 1);
        List<SeqRange> gaps = gaps(tx, conversation, from, top);
        long missing = gaps.isEmpty() ? 0 : gaps.getLast().to();
        List<SeqRange> start = gaps.stream().filter(gap -> gap.from() == 1).toList();
        List<SeqRange> holes = gaps.stream().filter(gap -> gap.from() > 1).toList();
        boolean atEnd = order > lastSeq && order >= StoredMessage.PENDING_BASE;
        boolean atStart = all && start.isEmpty();
        return new Part(new ChatService.Page(rows(conversation, found, holes), atStart, atEnd), missing, start);
    }

    private static ChatService.Page withStart(ConversationId conversation, Part part) {
        List<TimelineRow> rows = new ArrayList<>();
        part.start().forEach(gap -> rows.add(Rows.gap(conversation, gap)));
        rows.addAll(part.page().rows());
        return new ChatService.Page(
                List.copyOf(rows), part.page().atStart(), part.page().atEnd());
    }

    private static List<SeqRange> gaps(Tx tx, ConversationId conversation, long from, long to) throws StoreException {
        return from > to || from >= StoredMessage.PENDING_BASE
                ? List.of()
                : tx.messages().gaps(conversation, from, to, MOST);
    }

    private static List<TimelineRow> rows(ConversationId conversation, List<StoredMessage> found, List<SeqRange> gaps) {
        List<TimelineRow> rows = new ArrayList<>();
        found.forEach(message -> Rows.row(message).ifPresent(rows::add));
        gaps.forEach(gap -> rows.add(Rows.gap(conversation, gap)));
        rows.sort(Comparator.comparingLong(TimelineRow::order));
        return List.copyOf(rows);
    }

    private static long lastSeq(Tx tx, ConversationId conversation) throws StoreException {
        return tx.conversations()
                .find(conversation)
                .orElseThrow(() -> new StoreException("This conversation is not on this device."))
                .lastSeq();
    }

    private static long lastStored(List<StoredMessage> found) {
        return found.stream().mapToLong(StoredMessage::seq).max().orElse(0);
    }

    private static int bounded(int limit) {
        return Math.clamp(limit, 1, MOST);
    }
}

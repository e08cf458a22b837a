package io.callvault.desktop.chat;

import io.callvault.desktop.news.Topic;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the store and the network tell into what screens are told. Runs on their threads; what it reads for that takes
 * microseconds and is read there, so that no older state is told after a newer one.
 */
final class NewsFeed {

    private static final Logger LOG = LoggerFactory.getLogger(NewsFeed.class);

    /** Ticks that move at once; if more move, screens read again. */
    private static final int MOST_TICKS = 500;

    private final Store store;
    private final Topic<ChatNews> topic;

    NewsFeed(Store store, Topic<ChatNews> topic) {
        this.store = store;
        this.topic = topic;
    }

    void stored(StoreNews news) {
        try {
            switch (news) {
                case StoreNews.MessagesChanged changed -> messages(changed);
                case StoreNews.TicksMoved moved -> ticks(moved);
                case StoreNews.ConversationChanged(var conversation) ->
                    topic.publish(new ChatNews.ConversationChanged(Rows.conversation(conversation)));
                case StoreNews.Reset() -> topic.publish(new ChatNews.Reset());
                case StoreNews.ContactChanged(UserId user) -> names(user);
                default -> LOG.trace("nothing to show");
            }
        } catch (StoreException e) {
            LOG.error("news could not be read; screens are told to read again", e);
            topic.publish(new ChatNews.Reset());
        }
    }

    void typing(ConversationId conversation, List<UserId> users) {
        try {
            List<String> names = store.read(tx -> {
                List<String> found = new ArrayList<>();
                for (UserId user : users) {
                    tx.people().profile(user).ifPresent(profile -> found.add(profile.displayName()));
                }
                return found;
            });
            topic.publish(new ChatNews.TypingChanged(conversation, names));
        } catch (StoreException e) {
            LOG.warn("who types could not be read", e);
        }
    }

    private void messages(StoreNews.MessagesChanged changed) throws StoreException {
        List<TimelineRow> rows = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        changed.gone().stream().map(ClientMessageId::toString).forEach(gone::add);
        for (StoredMessage message : changed.rows()) {
            Optional<TimelineRow> row = Rows.row(message);
            row.ifPresent(rows::add);
            if (!message.pending()) {
                gone.add(new TimelineRow.Gap(changed.conversation(), message.seq(), message.seq()).key());
                if (!(message.content() instanceof Content.Unreadable)) {
                    gone.add(TimelineRow.Unreadable.key(message.seq()));
                }
            }
        }
        List<SeqRange> gaps = store.read(tx -> Pages.around(tx, changed.conversation(), changed.rows()));
        for (SeqRange gap : gaps) {
            TimelineRow row = Rows.gap(changed.conversation(), gap);
            if (gap.from() > 1) {
                rows.add(row);
            } else {
                gone.add(row.key());
            }
        }
        topic.publish(new ChatNews.RowsChanged(changed.conversation(), List.copyOf(rows), List.copyOf(gone)));
    }

    private void ticks(StoreNews.TicksMoved moved) throws StoreException {
        if (moved.toSeq() - moved.fromSeq() > MOST_TICKS) {
            topic.publish(new ChatNews.Reset());
            return;
        }
        List<StoredMessage> own =
                store.read(tx -> tx.messages().own(moved.conversation(), moved.fromSeq(), moved.toSeq(), MOST_TICKS));
        List<TimelineRow> rows =
                own.stream().map(Rows::row).flatMap(Optional::stream).toList();
        if (!rows.isEmpty()) {
            topic.publish(new ChatNews.RowsChanged(moved.conversation(), rows, List.of()));
        }
    }

    /** A name may have changed: conversations with that person are told again. */
    private void names(UserId user) throws StoreException {
        List<ConversationRow> with = store.read(tx -> tx.conversations().with(user).stream()
                .filter(c -> c.others().stream().anyMatch(p -> p.id().equals(user)))
                .map(Rows::conversation)
                .toList());
        with.forEach(row -> topic.publish(new ChatNews.ConversationChanged(row)));
    }
}

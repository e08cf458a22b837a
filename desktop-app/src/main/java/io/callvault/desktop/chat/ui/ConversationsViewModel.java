package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.chat.ConversationRow;
import io.callvault.desktop.fx.KeyedList;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;

/** The conversation list: sorted by activity, filtered by name, with who is there and who types. User-interface thread. */
final class ConversationsViewModel {
    private final ChatService chat;
    private final ChatTimes times;
    private final Map<ConversationId, ConversationRow> rows = new HashMap<>();
    private final Map<ConversationId, List<String>> typing = new HashMap<>();
    private final Map<UserId, ChatNews.PresenceChanged> presence = new HashMap<>();
    private final KeyedList<ConversationItem> shown =
            new KeyedList<>(item -> item.row().id());
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final IntegerProperty total = new SimpleIntegerProperty(this, "total");
    private final IntegerProperty unread = new SimpleIntegerProperty(this, "unread");

    ConversationsViewModel(ChatService chat, ChatTimes times) {
        this.chat = chat;
        this.times = times;
        filter.addListener((source, before, now) -> draw());
    }

    ObservableList<ConversationItem> shown() {
        return shown;
    }

    StringProperty filterProperty() {
        return filter;
    }

    /** How many there are without the filter. */
    IntegerProperty totalProperty() {
        return total;
    }

    /** Unread messages in all conversations, for the rail and the window's title. */
    IntegerProperty unreadProperty() {
        return unread;
    }

    Optional<ConversationRow> find(ConversationId id) {
        return Optional.ofNullable(rows.get(id));
    }

    void reset(List<ConversationRow> all) {
        rows.clear();
        all.forEach(row -> rows.put(row.id(), row));
        draw();
    }

    /** Takes what is news to the list, and draws it once. */
    void changed(List<ChatNews> batch) {
        boolean any = false;
        for (ChatNews news : batch) {
            any |= switch (news) {
                case ChatNews.ConversationChanged(ConversationRow row) -> {
                    rows.put(row.id(), row);
                    yield true;
                }
                case ChatNews.TypingChanged change -> {
                    typing.put(change.conversation(), change.names());
                    yield true;
                }
                case ChatNews.PresenceChanged change -> {
                    presence.put(change.user(), change);
                    yield true;
                }
                default -> false;
            };
        }
        if (any) {
            draw();
        }
    }

    /** "typing…" in a conversation of two, with names in a group; empty if nobody does. */
    String typingWords(ConversationRow row) {
        List<String> names = typing.getOrDefault(row.id(), List.of());
        if (names.isEmpty()) {
            return "";
        }
        if (row.kind() == ConversationKind.DIRECT) {
            return "typing…";
        }
        return names.size() == 1 ? names.getFirst() + " is typing…" : names.size() + " people are typing…";
    }

    /** The line below the name in the header, when nobody types. */
    String presenceWords(ConversationRow row) {
        if (row.kind() == ConversationKind.GROUP) {
            return row.members().size() + 1 + " members";
        }
        return presenceOf(row)
                .map(news -> news.online() ? "online" : times.lastSeen(news.lastSeenMs()))
                .orElse("");
    }

    private Optional<ChatNews.PresenceChanged> presenceOf(ConversationRow row) {
        if (row.kind() == ConversationKind.GROUP || row.members().isEmpty()) {
            return Optional.empty();
        }
        UserId other = row.members().getFirst().id();
        return Optional.ofNullable(presence.get(other)).or(() -> chat.presence(other));
    }

    private void draw() {
        total.set(rows.size());
        unread.set(rows.values().stream().mapToInt(ConversationRow::unread).sum());
        shown.become(rows.values().stream()
                .sorted(Comparator.comparingLong(ConversationRow::activityMs)
                        .reversed()
                        .thenComparing(row -> row.id().toString()))
                .map(this::item)
                .filter(item -> item.matches(filter.get()))
                .toList());
    }

    private ConversationItem item(ConversationRow row) {
        return new ConversationItem(
                row,
                typingWords(row),
                presenceOf(row).map(ChatNews.PresenceChanged::online).orElse(false),
                row.last().map(last -> times.inList(last.timestampMs())).orElse(""));
    }
}

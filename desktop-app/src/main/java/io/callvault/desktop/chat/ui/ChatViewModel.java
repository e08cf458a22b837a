package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.chat.ConversationRow;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.news.Subscription;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chat screen: listens once to the service and hands the news on to list, header, timeline and composer, on the user-interface
 * thread.
 */
public final class ChatViewModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChatViewModel.class);

    private final ChatService chat;
    private final UiExecutor ui;
    private final ConversationsViewModel conversations;
    private final TimelineViewModel timeline;
    private final ComposerViewModel composer;
    private final ObjectProperty<Optional<ConversationId>> selected =
            new SimpleObjectProperty<>(this, "selected", Optional.empty());
    private final ObjectProperty<Optional<ConversationId>> direct =
            new SimpleObjectProperty<>(this, "direct", Optional.empty());
    private final StringProperty title = new SimpleStringProperty(this, "title", "");
    private final StringProperty subtitle = new SimpleStringProperty(this, "subtitle", "");
    private final Subscription chatNews;
    private Optional<ConversationId> wanted = Optional.empty();
    private boolean listed;

    public ChatViewModel(ChatService chat, UiExecutor ui, ChatTimes times) {
        this.chat = chat;
        this.ui = ui;
        conversations = new ConversationsViewModel(chat, times);
        timeline = new TimelineViewModel(chat, ui, times);
        composer = new ComposerViewModel(chat, ui);
        composer.setOnSent(timeline::wrote);
        timeline.setOnEdit(composer::edit);
        timeline.setOnProblem(composer::complain);
        chatNews = chat.subscribe(new NewsBatch(ui, System::nanoTime, this::take)::add);
        readAll();
    }

    /** Whether a person can see this screen; read receipts wait until then. */
    public BooleanProperty activeProperty() {
        return timeline.activeProperty();
    }

    /** Whether nothing can be written now: the session ended, what is here is only read. */
    public BooleanProperty readOnlyProperty() {
        return composer.readOnlyProperty();
    }

    /** Unread messages in all conversations. */
    public IntegerProperty unreadProperty() {
        return conversations.unreadProperty();
    }

    /** Opens a conversation, also one that is about to come (a contact just accepted). */
    public void select(ConversationId id) {
        if (selected.get().equals(Optional.of(id))) {
            return;
        }
        Optional<ConversationRow> row = conversations.find(id);
        wanted = row.isPresent() ? Optional.empty() : Optional.of(id);
        if (row.isPresent()) {
            open(row.get());
        } else if (!listed) {
            // The first list is still read: meanwhile what will be seen.
            timeline.readAhead(id);
        }
    }

    /** The open conversation; empty if none is. */
    public ReadOnlyObjectProperty<Optional<ConversationId>> selectedProperty() {
        return selected;
    }

    /** The open conversation if it is one of two people; empty otherwise. */
    public ReadOnlyObjectProperty<Optional<ConversationId>> directProperty() {
        return direct;
    }

    /** What a click on a call's line does: the conversation, and whether the call was one with video. */
    public void setOnCallBack(BiConsumer<ConversationId, Boolean> action) {
        timeline.setOnCallBack(row -> {
            if (row.body() instanceof Body.Call call) {
                action.accept(row.conversation(), call.video());
            }
        });
    }

    /** What decides the colours of a conversation's avatar. */
    public String faceOf(ConversationId id) {
        return conversations.find(id).map(Faces::of).orElseGet(id::toString);
    }

    ReadOnlyStringProperty titleProperty() {
        return title;
    }

    ReadOnlyStringProperty subtitleProperty() {
        return subtitle;
    }

    ConversationsViewModel conversations() {
        return conversations;
    }

    TimelineViewModel timeline() {
        return timeline;
    }

    ComposerViewModel composer() {
        return composer;
    }

    /** Stops listening. */
    @Override
    public void close() {
        chatNews.close();
    }

    private void open(ConversationRow row) {
        wanted = Optional.empty();
        composer.open(row);
        timeline.open(row);
        selected.set(Optional.of(row.id()));
        header();
    }

    private void readAll() {
        chat.conversations()
                .whenComplete((rows, problem) -> ui.execute(() -> {
                    if (rows == null) {
                        LOG.warn("the conversations could not be read", problem);
                    } else {
                        conversations.reset(rows);
                        wanted.flatMap(conversations::find).ifPresent(this::open);
                        listed = true;
                        timeline.forgetAhead();
                        selected.get().flatMap(conversations::find).ifPresent(timeline::changed);
                        header();
                    }
                }));
    }

    private void take(List<ChatNews> batch) {
        // First what is read again: rows that came since are taken again behind it.
        if (batch.stream().anyMatch(ChatNews.Reset.class::isInstance)) {
            readAll();
            timeline.reread();
        }
        timeline.changed(batch.stream()
                .filter(ChatNews.RowsChanged.class::isInstance)
                .map(ChatNews.RowsChanged.class::cast)
                .toList());
        conversations.changed(batch);
        for (ChatNews news : batch) {
            if (news instanceof ChatNews.NotQueued lost) {
                composer.putBack(lost);
            } else if (news instanceof ChatNews.ConversationChanged(ConversationRow row)) {
                timeline.changed(row);
                if (wanted.equals(Optional.of(row.id()))) {
                    open(row);
                }
            }
        }
        header();
    }

    private void header() {
        Optional<ConversationRow> row = selected.get().flatMap(conversations::find);
        title.set(row.map(ConversationRow::title).orElse(""));
        direct.set(row.filter(open -> open.kind() == ConversationKind.DIRECT).map(ConversationRow::id));
        String typing = row.map(conversations::typingWords).orElse("");
        subtitle.set(typing.isEmpty() ? row.map(conversations::presenceWords).orElse("") : typing);
    }
}

package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.chat.ConversationRow;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is being written: one draft for each conversation, or another text for a message of one's own. User-interface thread. */
final class ComposerViewModel {

    /**
     * A message that is being edited.
     *
     * @param before its text as it stands
     */
    record Editing(ConversationId conversation, ClientMessageId message, String before) {}

    private static final Logger LOG = LoggerFactory.getLogger(ComposerViewModel.class);

    private final ChatService chat;
    private final UiExecutor ui;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty problem = new SimpleStringProperty(this, "problem", "");
    private final BooleanProperty readOnly = new SimpleBooleanProperty(this, "readOnly");
    private final ReadOnlyObjectWrapper<Optional<Editing>> editing =
            new ReadOnlyObjectWrapper<>(this, "editing", Optional.empty());
    private final BooleanBinding blank =
            Bindings.createBooleanBinding(() -> text.get().isBlank(), text);
    /** What was written here since the start; newer than what the service tells. */
    private final Map<ConversationId, String> drafts = new HashMap<>();

    private Runnable onSent = () -> {};
    private @Nullable ConversationId open;
    private boolean switching;

    ComposerViewModel(ChatService chat, UiExecutor ui) {
        this.chat = chat;
        this.ui = ui;
        text.addListener((source, before, now) -> edited(now));
    }

    StringProperty textProperty() {
        return text;
    }

    /** A sentence about what cannot be sent; empty if there is nothing to say. */
    StringProperty problemProperty() {
        return problem;
    }

    /** Whether nothing can be written now. */
    BooleanProperty readOnlyProperty() {
        return readOnly;
    }

    /** The message that is being edited; empty while a new one is written. */
    ReadOnlyObjectProperty<Optional<Editing>> editingProperty() {
        return editing.getReadOnlyProperty();
    }

    /** Whether there is nothing to send. */
    BooleanBinding blankBinding() {
        return blank;
    }

    /** Called after a message was taken. */
    void setOnSent(Runnable action) {
        onSent = action;
    }

    /** Goes to a conversation and its draft. */
    void open(ConversationRow row) {
        open = row.id();
        drafts.putIfAbsent(row.id(), row.draft());
        editing.set(Optional.empty());
        show(draft(row.id()));
    }

    void close() {
        open = null;
        editing.set(Optional.empty());
        show("");
    }

    /** Says what went wrong, until something else is typed. */
    void complain(String sentence) {
        problem.set(sentence);
    }

    /** Puts the text of an own message here to be changed; the draft waits behind it. */
    void edit(TimelineRow.Message row) {
        if (row.conversation().equals(open) && !readOnly.get()) {
            String before = Words.of(row).text();
            // The text first: who hears of the editing puts the cursor behind it.
            show(before);
            editing.set(Optional.of(new Editing(row.conversation(), row.id(), before)));
        }
    }

    /** Leaves the message as it is and goes back to the draft. */
    void stopEditing() {
        if (editing.get().isPresent()) {
            ConversationId id = open;
            show(id == null ? "" : draft(id));
            editing.set(Optional.empty());
        }
    }

    /** Queues the text. What the service refuses stays in the field, with the reason below it. */
    void send() {
        ConversationId id = open;
        if (id == null || blank.get() || readOnly.get()) {
            return;
        }
        if (editing.get().isPresent()) {
            change(editing.get().get(), text.get().strip());
            return;
        }
        Optional<String> refusal = chat.send(id, text.get().strip());
        problem.set(refusal.orElse(""));
        if (refusal.isEmpty()) {
            drafts.put(id, "");
            chat.saveDraft(id, "");
            show("");
            onSent.run();
        }
    }

    /** A text that was taken could not be kept on this device: back into the field, before what was typed since. */
    void putBack(ChatNews.NotQueued lost) {
        ConversationId id = lost.conversation();
        String since = draft(id);
        String whole = since.isBlank() ? lost.text() : lost.text() + "\n" + since;
        drafts.put(id, whole);
        chat.saveDraft(id, whole);
        if (id.equals(open) && editing.get().isEmpty()) {
            show(whole);
        }
        if (id.equals(open)) {
            problem.set(lost.reason());
        }
    }

    private void change(Editing what, String now) {
        stopEditing();
        if (now.equals(what.before())) {
            return;
        }
        chat.edit(what.conversation(), what.message(), now)
                .whenComplete((refusal, failure) -> ui.execute(() -> {
                    if (failure != null) {
                        LOG.warn("an edit could not be kept", failure);
                    }
                    Optional<String> why = refusal == null
                            ? Optional.of("The change could not be kept. Try again in a moment.")
                            : refusal;
                    why.ifPresent(sentence -> refused(what, now, sentence));
                }));
    }

    /** What was written is not lost: the edit goes on where it was, unless the person went on elsewhere. */
    private void refused(Editing what, String now, String sentence) {
        if (what.conversation().equals(open)) {
            if (editing.get().isEmpty()) {
                show(now);
                editing.set(Optional.of(what));
            }
            problem.set(sentence);
        }
    }

    private String draft(ConversationId id) {
        return drafts.getOrDefault(id, "");
    }

    private void show(String words) {
        switching = true;
        text.set(words);
        problem.set("");
        switching = false;
    }

    private void edited(String now) {
        ConversationId id = open;
        if (switching || id == null) {
            return;
        }
        problem.set("");
        if (editing.get().isPresent()) {
            return;
        }
        drafts.put(id, now);
        chat.saveDraft(id, now);
        if (!now.isBlank()) {
            chat.typing(id);
        }
    }
}

package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.chat.ConversationRow;
import io.callvault.model.id.ConversationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What is being written: one draft for each conversation. User-interface thread. */
final class ComposerViewModel {
    private final ChatService chat;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty problem = new SimpleStringProperty(this, "problem", "");
    private final BooleanProperty readOnly = new SimpleBooleanProperty(this, "readOnly");
    private final BooleanBinding blank =
            Bindings.createBooleanBinding(() -> text.get().isBlank(), text);
    /** What was written here since the start; newer than what the service tells. */
    private final Map<ConversationId, String> drafts = new HashMap<>();

    private Runnable onSent = () -> {};
    private @Nullable ConversationId open;
    private boolean switching;

    ComposerViewModel(ChatService chat) {
        this.chat = chat;
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
        show(drafts.getOrDefault(row.id(), row.draft()));
    }

    void close() {
        open = null;
        show("");
    }

    /** Queues the text. What the service refuses stays in the field, with the reason below it. */
    void send() {
        ConversationId id = open;
        if (id == null || blank.get() || readOnly.get()) {
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

    private void show(String draft) {
        switching = true;
        text.set(draft);
        problem.set("");
        switching = false;
    }

    private void edited(String now) {
        ConversationId id = open;
        if (switching || id == null) {
            return;
        }
        problem.set("");
        drafts.put(id, now);
        chat.saveDraft(id, now);
        if (!now.isBlank()) {
            chat.typing(id);
        }
    }
}

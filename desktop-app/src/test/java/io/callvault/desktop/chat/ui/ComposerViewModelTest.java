package io.callvault.desktop.chat.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.FakeChatService;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.InlineUi;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.DeliveryState;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposerViewModelTest {
    private final FakeChatService chat = ChatStory.empty();
    private final ComposerViewModel model = new ComposerViewModel(chat, new InlineUi());
    private final ConversationId anna = chat.direct(1, "Anna");
    private final ConversationId max = chat.direct(2, "Max");
    private final TimelineRow.Message said = chat.mine(anna, "See you at five", DeliveryState.READ);

    @BeforeEach
    void open() {
        model.open(chat.conversation(anna));
    }

    private String text() {
        return model.textProperty().get();
    }

    @Test
    void anEditIsSentAndTheDraftComesBack() {
        model.textProperty().set("a draft");
        model.edit(said);
        assertThat(text()).isEqualTo("See you at five");
        model.textProperty().set("See you at six ");
        assertThat(chat.calls()).as("an edit is no draft").doesNotContain("draft See you at six ");
        model.send();
        assertThat(chat.calls()).contains("edit See you at six");
        assertThat(text()).isEqualTo("a draft");
        assertThat(model.editingProperty().get()).isEmpty();
    }

    @Test
    void leavingAnEditChangesNothing() {
        model.textProperty().set("a draft");
        model.edit(said);
        model.textProperty().set("something else");
        model.stopEditing();
        assertThat(text()).isEqualTo("a draft");
        model.edit(said);
        model.send();
        assertThat(chat.calls()).as("the same text is no change").noneMatch(call -> call.startsWith("edit"));
        model.edit(said);
        model.open(chat.conversation(max));
        assertThat(text()).isEmpty();
        model.open(chat.conversation(anna));
        assertThat(text()).isEqualTo("a draft");
    }

    @Test
    void aRefusedEditKeepsItsTextAndSaysWhy() {
        model.edit(said);
        model.textProperty().set("too late");
        chat.refuse(Optional.of("This message was already deleted."));
        model.send();
        assertThat(text()).isEqualTo("too late");
        assertThat(model.editingProperty().get()).isPresent();
        assertThat(model.problemProperty().get()).isEqualTo("This message was already deleted.");
    }

    @Test
    void aTextThatCouldNotBeKeptComesBackBeforeWhatWasTypedSince() {
        model.textProperty().set("first");
        model.send();
        model.textProperty().set("second");
        model.putBack(new ChatNews.NotQueued(anna, "first", "The disk is full."));
        assertThat(text()).isEqualTo("first\nsecond");
        assertThat(model.problemProperty().get()).isEqualTo("The disk is full.");
        model.putBack(new ChatNews.NotQueued(max, "for Max", "The disk is full."));
        assertThat(text()).isEqualTo("first\nsecond");
        model.open(chat.conversation(max));
        assertThat(text()).isEqualTo("for Max");
    }

    @Test
    void aTextThatCouldNotBeKeptWaitsBehindAnEdit() {
        model.edit(said);
        model.putBack(new ChatNews.NotQueued(anna, "first", "The disk is full."));
        assertThat(text()).isEqualTo("See you at five");
        model.stopEditing();
        assertThat(text()).isEqualTo("first");
    }

    @Test
    void nothingIsWrittenWhileSignedOut() {
        model.textProperty().set("kept");
        model.readOnlyProperty().set(true);
        model.send();
        model.edit(said);
        assertThat(text()).isEqualTo("kept");
        assertThat(chat.calls()).noneMatch(call -> call.startsWith("send"));
    }
}

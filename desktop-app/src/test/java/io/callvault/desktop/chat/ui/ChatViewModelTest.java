package io.callvault.desktop.chat.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.FakeChatService;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.InlineUi;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.DeliveryState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatViewModelTest {
    private final FakeChatService chat = ChatStory.empty();
    private final ChatViewModel model = new ChatViewModel(chat, new InlineUi(), ChatStory.times());

    private List<String> titles() {
        return model.conversations().shown().stream()
                .map(item -> item.row().title())
                .toList();
    }

    @Test
    void newestActivityStandsFirstAndUnreadIsSummed() {
        ConversationId anna = chat.direct(1, "Anna");
        ConversationId max = chat.direct(2, "Max");
        chat.receive(anna, chat.user(1), "Anna", "one");
        chat.receive(max, chat.user(2), "Max", "two");
        assertThat(titles()).containsExactly("Max", "Anna");
        chat.receive(anna, chat.user(1), "Anna", "three");
        assertThat(titles()).containsExactly("Anna", "Max");
        assertThat(model.unreadProperty().get()).isEqualTo(3);
        model.conversations().filterProperty().set("ma");
        assertThat(titles()).containsExactly("Max");
        assertThat(model.conversations().totalProperty().get()).isEqualTo(2);
    }

    @Test
    void aConversationThatIsAboutToComeOpensWhenItComes() {
        var later = ChatStory.empty();
        ConversationId coming = later.direct(1, "Anna");
        model.select(coming);
        assertThat(model.selectedProperty().get()).isEmpty();
        chat.direct(1, "Anna");
        assertThat(model.selectedProperty().get()).contains(coming);
        assertThat(model.titleProperty().get()).isEqualTo("Anna");
    }

    @Test
    void whatIsReadBeforeItsConversationIsListedLosesNothingThatComesMeanwhile() {
        FakeChatService slow = ChatStory.empty();
        ConversationId anna = slow.direct(1, "Anna");
        slow.receive(anna, slow.user(1), "Anna", "one");
        slow.setAnswering(false);
        var opening = new ChatViewModel(slow, new InlineUi(), ChatStory.times());
        opening.select(anna);
        slow.receive(anna, slow.user(1), "Anna", "two");
        slow.setAnswering(true);
        assertThat(opening.timeline().lines())
                .filteredOn(Line.Message.class::isInstance)
                .extracting(line -> ((Line.Message) line).row().body())
                .containsExactly(new Body.Text("one"), new Body.Text("two"));
    }

    @Test
    void theHeaderSaysWhoIsThereAndWhoTypes() {
        ConversationId anna = chat.direct(1, "Anna");
        model.select(anna);
        assertThat(model.subtitleProperty().get()).isEmpty();
        chat.presence(chat.user(1), true, 0);
        assertThat(model.subtitleProperty().get()).isEqualTo("online");
        chat.typing(anna, List.of("Anna"));
        assertThat(model.subtitleProperty().get()).isEqualTo("typing…");
        chat.typing(anna, List.of());
        chat.presence(chat.user(1), false, 0);
        assertThat(model.subtitleProperty().get()).isEmpty();
        ConversationId team = ChatStory.group(chat);
        model.select(team);
        assertThat(model.subtitleProperty().get()).isEqualTo("4 members");
        chat.typing(team, List.of("Igor"));
        assertThat(model.subtitleProperty().get()).isEqualTo("Igor is typing…");
        chat.typing(team, List.of("Igor", "Mina"));
        assertThat(model.subtitleProperty().get()).isEqualTo("2 people are typing…");
    }

    @Test
    void draftsAreKeptByConversationAndClearedBySending() {
        ConversationId anna = chat.direct(1, "Anna");
        ConversationId max = chat.direct(2, "Max");
        model.select(anna);
        model.composer().textProperty().set("half");
        assertThat(chat.calls()).containsExactly("draft half", "typing");
        model.select(max);
        assertThat(model.composer().textProperty().get()).isEmpty();
        model.select(anna);
        assertThat(model.composer().textProperty().get()).isEqualTo("half");
        model.composer().send();
        assertThat(chat.calls()).contains("send half").endsWith("draft ");
        assertThat(model.composer().textProperty().get()).isEmpty();
    }

    @Test
    void whatIsRefusedStaysInTheFieldWithTheReason() {
        model.select(chat.direct(1, "Anna"));
        chat.refuse(Optional.of("A message has at most 4,000 characters. Shorten it."));
        model.composer().textProperty().set("far too long");
        model.composer().send();
        assertThat(model.composer().problemProperty().get()).contains("Shorten it");
        assertThat(model.composer().textProperty().get()).isEqualTo("far too long");
        model.composer().textProperty().set("short");
        assertThat(model.composer().problemProperty().get()).isEmpty();
    }

    @Test
    void blankTextIsNotSent() {
        model.select(chat.direct(1, "Anna"));
        model.composer().textProperty().set("  \n ");
        model.composer().send();
        assertThat(chat.calls()).noneMatch(call -> call.startsWith("send")).doesNotContain("typing");
    }

    @Test
    void previewsSayWhatWasSaidLast() {
        ConversationId team = ChatStory.group(chat);
        assertThat(item("Dev Team").preview()).isEqualTo("Igor: build is green again");
        chat.mine(team, "good", DeliveryState.SENT);
        assertThat(item("Dev Team").preview()).isEqualTo("You: good");
        ConversationId anna = chat.direct(1, "Anna");
        assertThat(item("Anna").preview()).isEqualTo("No messages yet");
        chat.saveDraft(anna, "later");
        assertThat(item("Anna").preview()).isEqualTo("Draft: later");
        chat.typing(anna, List.of("Anna"));
        assertThat(item("Anna").preview()).isEqualTo("typing…");
    }

    private ConversationItem item(String title) {
        return model.conversations().shown().stream()
                .filter(item -> item.row().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void afterCloseNothingIsHeard() {
        model.close();
        chat.direct(1, "Anna");
        assertThat(titles()).isEmpty();
    }

    @Test
    void messagesOfOnePersonStandTogetherForFiveMinutes() {
        ConversationId anna = chat.direct(1, "Anna");
        chat.mine(anna, "a", DeliveryState.SENT);
        chat.mine(anna, "b", DeliveryState.SENT);
        chat.receive(anna, chat.user(1), "Anna", "c");
        chat.setNow(ChatStory.NOW.plusSeconds(1000).toEpochMilli());
        chat.receive(anna, chat.user(1), "Anna", "d");
        List<Line> lines =
                new Lines(ChatStory.times()).of(chat.rows(anna), true, ConversationKind.DIRECT, Optional.empty());
        assertThat(lines.stream()
                        .filter(Line.Message.class::isInstance)
                        .map(line -> ((Line.Message) line).first() + " " + ((Line.Message) line).last()))
                .containsExactly("true false", "false true", "true true", "true true");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:05:00Z,09:05",
        "2026-11-19T23:59:00Z,Thu",
        "2026-11-14T10:00:00Z,Sat",
        "2026-11-12T10:00:00Z,12 Nov",
        "2025-11-12T10:00:00Z,12 Nov 2025"
    })
    void timesInTheList(Instant then, String words) {
        assertThat(ChatStory.times().inList(then.toEpochMilli())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20,Today", "2026-11-19,Yesterday", "2026-03-01,1 March", "2025-12-31,31 December 2025"})
    void daysOnTheSeparator(LocalDate day, String words) {
        assertThat(ChatStory.times().day(day)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T14:39:30Z,last seen just now",
        "2026-11-20T09:05:00Z,last seen at 09:05",
        "2026-11-19T09:05:00Z,last seen yesterday at 09:05",
        "2026-11-12T09:05:00Z,last seen 12 Nov at 09:05"
    })
    void lastSeen(Instant then, String words) {
        assertThat(ChatStory.times().lastSeen(then.toEpochMilli())).isEqualTo(words);
    }

    @Test
    void aResetReadsEverythingAgain() {
        ConversationId anna = chat.direct(1, "Anna");
        model.select(anna);
        chat.receive(anna, chat.user(1), "Anna", "one");
        chat.publish(new ChatNews.Reset());
        assertThat(model.timeline().lines()).anyMatch(line -> line instanceof Line.Message);
        assertThat(chat.rows(anna).getFirst()).isInstanceOf(TimelineRow.Message.class);
    }
}

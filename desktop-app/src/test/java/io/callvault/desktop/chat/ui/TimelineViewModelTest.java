package io.callvault.desktop.chat.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.FakeChatService;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.InlineUi;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.DeliveryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineViewModelTest {
    private final FakeChatService chat = ChatStory.empty();
    private final TimelineViewModel model = new TimelineViewModel(chat, new InlineUi(), ChatStory.times());
    private final ConversationId anna = chat.direct(1, "Anna");
    private final List<String> scrolls = new ArrayList<>();

    @BeforeEach
    void listen() {
        chat.subscribe(news -> {
            switch (news) {
                case ChatNews.RowsChanged rows -> model.changed(List.of(rows));
                case ChatNews.ConversationChanged changed -> model.changed(changed.conversation());
                default -> {}
            }
        });
        model.setScroller(new TimelineViewModel.Scroller() {
            @Override
            public void toEnd() {
                scrolls.add("end");
            }

            @Override
            public void to(int line, double place) {
                scrolls.add("line " + line);
            }
        });
    }

    private void receive(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> chat.receive(anna, chat.user(1), "Anna", "r" + i));
    }

    private List<String> texts() {
        return model.lines().stream()
                .map(line -> switch (line) {
                    case Line.Message message -> Words.of(message.row()).text();
                    case Line.Day day -> "<" + day.words() + ">";
                    case Line.Unread unread -> "<unread>";
                    case Line.Gap gap ->
                        "<" + (gap.loading() ? "loading " : "gap ") + gap.row().fromSeq() + "-"
                                + gap.row().toSeq() + ">";
                    case Line.Unreadable unreadable ->
                        "<unreadable " + unreadable.row().seq() + ">";
                })
                .toList();
    }

    @Test
    void opensAtTheFirstUnreadMessage() {
        chat.mine(anna, "mine", DeliveryState.READ);
        receive(2);
        model.open(chat.conversation(anna));
        assertThat(texts()).containsExactly("<Today>", "mine", "<unread>", "r1", "r2");
        assertThat(scrolls).containsExactly("line 2");
    }

    @Test
    void opensFarBackWhenMuchIsUnreadAndLoadsTowardsTheEnd() {
        receive(300);
        chat.markRead(anna, 100);
        model.open(chat.conversation(anna));
        assertThat(texts()).startsWith("r82").contains("<unread>", "r101").doesNotContain("r300");
        assertThat(model.stickToEndProperty().get()).isFalse();
        for (int i = 0; i < 10; i++) {
            model.loadNewer();
        }
        assertThat(texts()).endsWith("r300");
        assertThat(model.stickToEndProperty().get()).isTrue();
    }

    @Test
    void loadsOlderPagesOnceAndStopsAtTheStart() {
        receive(150);
        chat.markRead(anna, 150);
        model.open(chat.conversation(anna));
        assertThat(texts()).hasSize(59).startsWith("r92");
        model.loadOlder();
        model.loadOlder();
        assertThat(texts()).hasSize(151).startsWith("<Today>", "r1");
        chat.calls().clear();
        model.loadOlder();
        assertThat(chat.calls()).isEmpty();
    }

    @Test
    void memoryIsBoundedInBothDirections() {
        receive(1500);
        chat.markRead(anna, 1500);
        model.open(chat.conversation(anna));
        for (int i = 0; i < 30; i++) {
            model.loadOlder();
            assertThat(model.lines().size()).isLessThan(RowWindow.MOST + 5);
        }
        assertThat(texts()).contains("r1").doesNotContain("r1500");
        model.toNewest();
        assertThat(texts()).contains("r1500").doesNotContain("r1");
        receive(600);
        assertThat(model.lines().size()).isLessThan(RowWindow.MOST + 5);
    }

    @Test
    void noLineChangesWhenOlderOnesCome() {
        receive(400);
        chat.markRead(anna, 400);
        model.open(chat.conversation(anna));
        while (!texts().contains("r1")) {
            List<Line> before = List.copyOf(model.lines());
            model.loadOlder();
            assertThat(model.lines()
                            .subList(
                                    model.lines().size() - before.size(),
                                    model.lines().size()))
                    .isEqualTo(before);
        }
    }

    @Test
    void whatIsReadDoesNotLeaveWhenNewRowsComeIntoAFullWindow() {
        receive(RowWindow.MOST);
        chat.markRead(anna, RowWindow.MOST);
        model.open(chat.conversation(anna));
        while (!texts().contains("r1")) {
            model.loadOlder();
        }
        model.readable(8);
        chat.receive(anna, chat.user(1), "Anna", "new");
        assertThat(texts()).startsWith("<Today>", "r1").doesNotContain("new");
        assertThat(model.stickToEndProperty().get()).isFalse();
        model.toNewest();
        assertThat(texts()).endsWith("new");
    }

    @Test
    void readingAgainStaysWhereOneReads() {
        receive(1000);
        chat.markRead(anna, 1000);
        model.open(chat.conversation(anna));
        for (int i = 0; i < 5; i++) {
            model.loadOlder();
        }
        int at = texts().indexOf("r800");
        model.readable(at);
        scrolls.clear();
        model.reread();
        assertThat(texts()).contains("r742", "r800", "r900").doesNotContain("r1000");
        assertThat(scrolls).isEmpty();
        model.toNewest();
        model.readable(model.lines().size() - 1);
        scrolls.clear();
        model.reread();
        assertThat(texts()).endsWith("r1000");
        assertThat(scrolls).containsExactly("end");
    }

    @Test
    void ownMessageMovesToItsPlaceAndKeepsItsKey() {
        model.open(chat.conversation(anna));
        chat.send(anna, "one");
        chat.send(anna, "two");
        chat.receive(anna, chat.user(1), "Anna", "theirs");
        assertThat(texts()).containsExactly("<Today>", "theirs", "one", "two");
        var one = (TimelineRow.Message) chat.rows(anna).stream()
                .filter(row -> row instanceof TimelineRow.Message message
                        && message.body().equals(new Body.Text("one")))
                .findFirst()
                .orElseThrow();
        chat.advance(anna, one.id(), DeliveryState.SENT);
        assertThat(texts()).containsExactly("<Today>", "theirs", "one", "two");
        assertThat(scrolls).filteredOn("end"::equals).hasSize(3);
    }

    @Test
    void newsThatOvertakeAPageAreNotLost() {
        chat.mine(anna, "old", DeliveryState.SENT);
        chat.setAnswering(false);
        model.open(chat.conversation(anna));
        assertThat(model.lines()).isEmpty();
        chat.advance(anna, ((TimelineRow.Message) chat.rows(anna).getFirst()).id(), DeliveryState.READ);
        chat.receive(anna, chat.user(1), "Anna", "new");
        chat.setAnswering(true);
        assertThat(texts()).containsExactly("<Today>", "old", "new");
        assertThat(((Line.Message) model.lines().get(1)).row().state()).isEqualTo(DeliveryState.READ);
    }

    @Test
    void aPageThatComesAfterAnotherConversationWasOpenedIsDropped() {
        receive(3);
        ConversationId max = chat.direct(2, "Max");
        chat.receive(max, chat.user(2), "Max", "from Max");
        chat.setAnswering(false);
        model.open(chat.conversation(anna));
        model.open(chat.conversation(max));
        chat.setAnswering(true);
        assertThat(texts()).containsExactly("<Today>", "<unread>", "from Max");
    }

    @Test
    void readIsToldOnceOnlyWhileActiveAndOnlyForwards() {
        receive(5);
        model.open(chat.conversation(anna));
        model.readable(4);
        assertThat(chat.calls()).noneMatch(call -> call.startsWith("read"));
        model.activeProperty().set(true);
        model.readable(4);
        model.readable(2);
        assertThat(chat.calls().stream().filter(call -> call.startsWith("read")))
                .containsExactly("read 3");
    }

    @Test
    void writingTakesTheUnreadLineAway() {
        receive(2);
        model.open(chat.conversation(anna));
        assertThat(texts()).contains("<unread>");
        model.wrote();
        assertThat(texts()).doesNotContain("<unread>");
    }

    @Test
    void gapsAndUnreadableMessagesAreSaid() {
        model.open(chat.conversation(anna));
        chat.put(anna, new TimelineRow.Gap(anna, 3, 7));
        chat.put(anna, new TimelineRow.Unreadable(anna, 8, chat.user(1), ChatStory.NOW.toEpochMilli()));
        assertThat(texts()).containsExactly("<gap 3-7>", "<Today>", "<unreadable 8>");
    }

    @Test
    void whatIsMissingIsAskedForAgain() {
        model.open(chat.conversation(anna));
        var gap = new TimelineRow.Gap(anna, 3, 7);
        chat.put(anna, gap);
        chat.setAnswering(false);
        model.fill(gap);
        assertThat(texts()).containsExactly("<loading 3-7>");
        model.fill(gap);
        assertThat(chat.calls().stream().filter("before 8"::equals))
                .as("asked once")
                .hasSize(1);
        chat.setAnswering(true);
        assertThat(texts()).as("still missing, can be asked for again").containsExactly("<gap 3-7>");
    }

    @Test
    void onlyOwnMessagesThatTheServerHasCanBeChanged() {
        model.open(chat.conversation(anna));
        receive(1);
        assertThat(model.newestOwn()).isEmpty();
        TimelineRow.Message sent = chat.mine(anna, "sent", DeliveryState.SENT);
        chat.send(anna, "waits");
        assertThat(model.newestOwn().map(TimelineRow.Message::id)).contains(sent.id());
        model.deleteForEveryone(sent.id());
        assertThat(texts()).contains("This message was deleted");
        assertThat(model.newestOwn()).isEmpty();
        List<String> said = new ArrayList<>();
        model.setOnProblem(said::add);
        chat.refuse(Optional.of("This message was already deleted."));
        model.deleteForEveryone(sent.id());
        assertThat(said).containsExactly("This message was already deleted.");
    }

    @Test
    void aDiscardedMessageLeaves() {
        model.open(chat.conversation(anna));
        chat.send(anna, "oops");
        model.discard(((TimelineRow.Message) chat.rows(anna).getFirst()).id());
        assertThat(texts()).isEmpty();
    }
}

package io.callvault.desktop.chat.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.FakeChatService;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.model.id.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewsBatchTest {
    private long now;
    private final FakeChatService chat = ChatStory.empty();
    private final ConversationId anna = chat.direct(1, "Anna");
    private final List<Runnable> frames = new ArrayList<>();
    private final List<List<ChatNews>> taken = new ArrayList<>();
    private final NewsBatch batch = new NewsBatch(
            new UiExecutor() {
                @Override
                public boolean isUi() {
                    return true;
                }

                @Override
                public void execute(Runnable task) {
                    throw new AssertionError("not before a frame");
                }

                @Override
                public void beforeFrame(Runnable task) {
                    frames.add(task);
                }
            },
            () -> now,
            taken::add);

    private void frame() {
        List<Runnable> due = List.copyOf(frames);
        frames.clear();
        due.forEach(Runnable::run);
    }

    private ChatNews gaps(int count) {
        List<TimelineRow> rows = IntStream.rangeClosed(1, count)
                .<TimelineRow>mapToObj(i -> new TimelineRow.Gap(anna, 2L * i, 2L * i))
                .toList();
        return new ChatNews.RowsChanged(anna, rows, List.of());
    }

    @Test
    void manyNewsAreOneBatchAFrameInTheirOrder() {
        IntStream.rangeClosed(1, 300).forEach(i -> batch.add(gaps(i % 3)));
        assertThat(frames).hasSize(1);
        frame();
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst()).hasSize(300);
        assertThat(taken.getFirst().get(1)).isEqualTo(gaps(2));
        batch.add(gaps(1));
        frame();
        assertThat(taken).hasSize(2);
    }

    @Test
    void afterALateFrameNewsRestAndOwnMessagesDoNot() {
        batch.add(gaps(1));
        frame();
        batch.add(gaps(1));
        now += 16_000_000;
        frame();
        assertThat(taken).as("in time: no rest").hasSize(2);
        batch.add(gaps(1));
        now += 40_000_000;
        frame();
        assertThat(taken).as("late: they rest").hasSize(2);
        int rested = 1;
        while (taken.size() == 2) {
            frame();
            rested++;
            assertThat(rested).isLessThan(20);
        }
        assertThat(rested).isGreaterThanOrEqualTo(12);
        batch.add(gaps(1));
        now += 500_000_000;
        frame();
        assertThat(taken).hasSize(3);
        batch.add(new ChatNews.RowsChanged(anna, List.of(own()), List.of()));
        frame();
        assertThat(taken).as("with what the person wrote, at once").hasSize(4);
        assertThat(taken.getLast()).hasSize(2);
    }

    private TimelineRow own() {
        chat.send(anna, "mine");
        return chat.rows(anna).getLast();
    }

    @Test
    void tooManyBecomeOneReadingAndNoWrittenTextIsLost() {
        var lost = new ChatNews.NotQueued(anna, "mine", "The disk is full.");
        batch.add(lost);
        IntStream.range(0, 40).forEach(i -> batch.add(gaps(1_000)));
        frame();
        List<ChatNews> all = taken.getFirst();
        assertThat(all).contains(lost, new ChatNews.Reset());
        assertThat(all.stream()
                        .mapToInt(news -> news instanceof ChatNews.RowsChanged rows
                                ? rows.rows().size()
                                : 1)
                        .sum())
                .isLessThanOrEqualTo(NewsBatch.MOST);
        assertThat(all.indexOf(new ChatNews.Reset()))
                .as("what came later stays behind it")
                .isLessThan(all.size());
    }
}

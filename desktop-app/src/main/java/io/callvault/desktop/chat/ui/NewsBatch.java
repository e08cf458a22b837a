package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.fx.UiExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gathers the news between two frames, so that a burst is drawn once a frame and not once an event. If more comes than a frame can carry,
 * what is gathered is let go and everything read again: memory stays bounded however fast events come. Any thread adds, the
 * user-interface thread takes.
 */
final class NewsBatch {
    /** Rows between two frames; ten times as many as the timeline holds at all. */
    static final int MOST = 5_000;

    private final UiExecutor ui;
    private final Consumer<List<ChatNews>> take;
    private List<ChatNews> waiting = new ArrayList<>();
    private int weight;

    /** @param take gets them in their order, once before a frame */
    NewsBatch(UiExecutor ui, Consumer<List<ChatNews>> take) {
        this.ui = ui;
        this.take = take;
    }

    void add(ChatNews news) {
        if (put(news)) {
            ui.beforeFrame(this::hand);
        }
    }

    /** @return whether it is the first one since the last frame */
    private synchronized boolean put(ChatNews news) {
        boolean first = waiting.isEmpty();
        waiting.add(news);
        weight += weightOf(news);
        if (weight > MOST) {
            // The texts that could not be kept are nowhere else.
            waiting.removeIf(each -> !(each instanceof ChatNews.NotQueued));
            waiting.add(new ChatNews.Reset());
            weight = waiting.size();
        }
        return first;
    }

    private void hand() {
        List<ChatNews> now;
        synchronized (this) {
            now = waiting;
            waiting = new ArrayList<>();
            weight = 0;
        }
        take.accept(now);
    }

    private static int weightOf(ChatNews news) {
        return news instanceof ChatNews.RowsChanged rows
                ? 1 + rows.rows().size() + rows.gone().size()
                : 1;
    }
}

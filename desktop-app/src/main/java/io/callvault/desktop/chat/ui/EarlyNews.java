package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatNews;
import java.util.ArrayList;
import java.util.List;

/** News that came while a page was read, to be taken again behind it. Bounded: past that it only knows that it is not complete. */
final class EarlyNews {
    private final List<ChatNews.RowsChanged> rows = new ArrayList<>();
    private int weight;

    void add(List<ChatNews.RowsChanged> batch) {
        weight += batch.stream()
                .mapToInt(news -> 1 + news.rows().size() + news.gone().size())
                .sum();
        if (isComplete()) {
            rows.addAll(batch);
        } else {
            rows.clear();
        }
    }

    /** In their order; empty if not complete. */
    List<ChatNews.RowsChanged> rows() {
        return rows;
    }

    /** Whether nothing was let go; otherwise the page is old and must be read again. */
    boolean isComplete() {
        return weight <= NewsBatch.MOST;
    }

    void clear() {
        rows.clear();
        weight = 0;
    }
}

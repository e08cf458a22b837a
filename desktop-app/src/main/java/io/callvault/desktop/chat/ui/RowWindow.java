package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.chat.TimelineRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a conversation that is in memory: rows without a hole between them, merged by key, sorted by order, and never more than
 * {@value #MOST}. Pure; one thread.
 */
final class RowWindow {
    /** About ten screens: enough to scroll, small whatever the history. */
    static final int MOST = 500;

    private static final Comparator<TimelineRow> BY_ORDER =
            Comparator.comparingLong(TimelineRow::order).thenComparing(TimelineRow::key);

    private final Map<String, TimelineRow> byKey = new HashMap<>();
    private List<TimelineRow> sorted = new ArrayList<>();
    private boolean atStart = true;
    private boolean atEnd = true;

    List<TimelineRow> rows() {
        return sorted;
    }

    boolean atStart() {
        return atStart;
    }

    boolean atEnd() {
        return atEnd;
    }

    long firstOrder() {
        return sorted.isEmpty() ? Long.MAX_VALUE : sorted.getFirst().order();
    }

    long lastOrder() {
        return sorted.isEmpty() ? 0 : sorted.getLast().order();
    }

    /** Starts anew with a page. */
    void reset(ChatService.Page page) {
        byKey.clear();
        page.rows().forEach(row -> byKey.put(row.key(), row));
        atStart = page.atStart();
        atEnd = page.atEnd();
        sort();
    }

    void addOlder(ChatService.Page page) {
        page.rows().forEach(row -> byKey.putIfAbsent(row.key(), row));
        atStart = page.atStart();
        sort();
        dropNewest();
    }

    void addNewer(ChatService.Page page) {
        page.rows().forEach(row -> byKey.putIfAbsent(row.key(), row));
        atEnd = page.atEnd();
        sort();
        dropOldest();
    }

    /**
     * Takes news in: known rows always, unknown ones only where they leave no hole.
     *
     * @param changes in the order in which they were told
     * @param old whether the older rows are being looked at; if there are too many now, the newest leave
     */
    void merge(List<ChatNews.RowsChanged> changes, boolean old) {
        long low = firstOrder();
        long high = lastOrder();
        for (ChatNews.RowsChanged change : changes) {
            change.gone().forEach(byKey::remove);
            for (TimelineRow row : change.rows()) {
                long order = row.order();
                boolean inside = order >= low && order <= high;
                boolean newest = atEnd && order > high;
                boolean oldest = atStart && order < low;
                if (byKey.containsKey(row.key()) || inside || newest || oldest) {
                    byKey.put(row.key(), row);
                    low = Math.min(low, order);
                    high = Math.max(high, order);
                }
            }
        }
        sort();
        if (sorted.size() > MOST && old) {
            dropNewest();
        } else if (atEnd) {
            dropOldest();
        }
    }

    private void dropNewest() {
        if (sorted.size() > MOST) {
            keep(0, MOST);
            atEnd = false;
        }
    }

    private void dropOldest() {
        if (sorted.size() > MOST) {
            keep(sorted.size() - MOST, sorted.size());
            atStart = false;
        }
    }

    private void sort() {
        sorted = new ArrayList<>(byKey.values());
        sorted.sort(BY_ORDER);
    }

    private void keep(int from, int to) {
        sorted = new ArrayList<>(sorted.subList(from, to));
        byKey.clear();
        sorted.forEach(row -> byKey.put(row.key(), row));
    }
}

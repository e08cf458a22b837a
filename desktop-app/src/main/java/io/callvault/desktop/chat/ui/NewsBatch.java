package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.UiExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Gathers the news between two frames, so that a burst is drawn once a frame and not once an event. If more comes than a frame can carry,
 * what is gathered is let go and everything read again: memory stays bounded however fast events come. After a frame that was late by
 * what it had to draw, news rest for some frames: the window goes on drawing under any load. Any thread adds, the user-interface thread
 * takes.
 */
final class NewsBatch {
    /** Rows between two frames; ten times as many as the timeline holds at all. */
    static final int MOST = 5_000;

    private static final long FRAME_NANOS = 16_666_667;
    /** A frame that took longer than this was held up. */
    private static final long LATE_NANOS = 25_000_000;
    /** A late frame is followed by so many times its length without news: of 60 frames a second 8 are lost at most. */
    private static final int REST = 6;
    /** A fifth of a second: nobody takes it for a delay. */
    private static final int MOST_REST = 12;

    private final UiExecutor ui;
    private final LongSupplier nanoTime;
    private final Consumer<List<ChatNews>> take;
    private List<ChatNews> waiting = new ArrayList<>();
    private int weight;
    private int rest;
    private long handedNanos;

    /**
     * @param nanoTime a monotonic clock
     * @param take gets them in their order, once before a frame
     */
    NewsBatch(UiExecutor ui, LongSupplier nanoTime, Consumer<List<ChatNews>> take) {
        this.ui = ui;
        this.nanoTime = nanoTime;
        this.take = take;
    }

    void add(ChatNews news) {
        if (put(news)) {
            ui.beforeFrame(this::frame);
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

    private void frame() {
        if (rest > 0 && !hasOwn()) {
            rest--;
            ui.beforeFrame(this::frame);
        } else {
            handedNanos = nanoTime.getAsLong();
            hand();
            ui.beforeFrame(this::drawn);
        }
    }

    /** The frame with what was handed over has been drawn. */
    private void drawn() {
        long took = nanoTime.getAsLong() - handedNanos;
        rest = took > LATE_NANOS ? (int) Math.min(MOST_REST, REST * took / FRAME_NANOS) : 0;
    }

    /** What the person just wrote never waits. */
    private synchronized boolean hasOwn() {
        return waiting.stream()
                .anyMatch(news -> news instanceof ChatNews.RowsChanged rows
                        && rows.rows().stream()
                                .anyMatch(row -> row instanceof TimelineRow.Message message
                                        && message.mine()
                                        && message.seq() == 0));
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

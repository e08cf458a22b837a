package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.TimelineRow;
import io.callvault.model.message.ConversationKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the lines of a timeline from its rows: days, the unread line, and what belongs together. Pure. */
final class Lines {
    /** Messages of one person closer than this stand as one group. */
    private static final long GROUP_MS = 5 * 60_000L;

    private final ChatTimes times;

    Lines(ChatTimes times) {
        this.times = times;
    }

    /**
     * Lines of a part of a conversation. Where older rows are still to come, the first row is not drawn: it only tells how the second
     * one looks (a new day, a new group), so that no line changes when the older rows come.
     *
     * @param rows by rising order
     * @param atStart whether the first row is the conversation's first
     * @param unreadAfter the own read watermark when the conversation was opened, if anything was unread then
     */
    List<Line> of(List<TimelineRow> rows, boolean atStart, ConversationKind kind, Optional<Long> unreadAfter) {
        List<Line> lines = all(rows, kind, unreadAfter);
        if (!atStart && rows.size() > 1 && !(rows.getFirst() instanceof TimelineRow.Gap)) {
            String hidden = rows.getFirst().key();
            boolean found = false;
            while (!found) {
                found = lines.removeFirst().key().equals(hidden);
            }
        }
        return lines;
    }

    private List<Line> all(List<TimelineRow> rows, ConversationKind kind, Optional<Long> unreadAfter) {
        var lines = new ArrayList<Line>(rows.size() + 8);
        LocalDate day = null;
        boolean unreadStands = unreadAfter.isEmpty();
        TimelineRow.@Nullable Message open = null;
        for (TimelineRow row : rows) {
            boolean broken = false;
            long time = timeOf(row);
            if (time > 0) {
                LocalDate rowDay = times.dayOf(time);
                if (!rowDay.equals(day)) {
                    day = rowDay;
                    lines.add(new Line.Day("day-" + day, times.day(day)));
                    broken = true;
                }
            }
            if (!unreadStands && isUnread(row, unreadAfter.get())) {
                unreadStands = true;
                broken = true;
                lines.add(new Line.Unread());
            }
            open = switch (row) {
                case TimelineRow.Message message -> {
                    boolean joins = !broken && open != null && belongTogether(open, message);
                    if (joins) {
                        Line.Message above = (Line.Message) lines.removeLast();
                        lines.add(new Line.Message(above.row(), above.first(), false, above.time(), above.named()));
                    }
                    lines.add(new Line.Message(
                            message,
                            !joins,
                            true,
                            times.clock(message.timestampMs()),
                            kind == ConversationKind.GROUP && !message.mine()));
                    yield message;
                }
                case TimelineRow.Gap gap -> {
                    lines.add(new Line.Gap(gap, false));
                    yield null;
                }
                case TimelineRow.Unreadable unreadable -> {
                    lines.add(new Line.Unreadable(unreadable));
                    yield null;
                }
            };
        }
        return lines;
    }

    private static boolean belongTogether(TimelineRow.Message a, TimelineRow.Message b) {
        return a.sender().equals(b.sender())
                && a.mine() == b.mine()
                && Math.abs(b.timestampMs() - a.timestampMs()) < GROUP_MS;
    }

    private static boolean isUnread(TimelineRow row, long after) {
        return switch (row) {
            case TimelineRow.Message message -> !message.mine() && message.seq() > after;
            case TimelineRow.Unreadable unreadable -> unreadable.seq() > after;
            case TimelineRow.Gap gap -> gap.toSeq() > after;
        };
    }

    private static long timeOf(TimelineRow row) {
        return switch (row) {
            case TimelineRow.Message message -> message.timestampMs();
            case TimelineRow.Unreadable unreadable -> unreadable.timestampMs();
            case TimelineRow.Gap gap -> 0;
        };
    }
}

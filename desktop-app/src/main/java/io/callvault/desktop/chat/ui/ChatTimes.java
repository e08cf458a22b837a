package io.callvault.desktop.chat.ui;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as a person reads them: "14:20", "Mon", "12 Nov". Pure but for the clock it is given. */
public final class ChatTimes {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY_AND_YEAR =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final InstantSource clock;
    private final ZoneId zone;

    public ChatTimes(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** On a bubble. */
    public String clock(long ms) {
        return at(ms).format(CLOCK);
    }

    /** In the conversation list: the time today, the weekday within a week, else the day. */
    public String inList(long ms) {
        ZonedDateTime then = at(ms);
        long days = ChronoUnit.DAYS.between(then.toLocalDate(), today());
        if (days <= 0) {
            return then.format(CLOCK);
        }
        if (days < 7) {
            return then.format(WEEKDAY);
        }
        return then.format(then.getYear() == today().getYear() ? SHORT_DAY : SHORT_DAY_AND_YEAR);
    }

    /** On the separator between two days. */
    public String day(LocalDate day) {
        long days = ChronoUnit.DAYS.between(day, today());
        if (days == 0) {
            return "Today";
        }
        if (days == 1) {
            return "Yesterday";
        }
        return day.format(day.getYear() == today().getYear() ? DAY : DAY_AND_YEAR);
    }

    /** In the header: "last seen at 14:02", "last seen yesterday at 9:00"; nothing where it is unknown or hidden (0). */
    public String lastSeen(long ms) {
        if (ms <= 0) {
            return "";
        }
        if (clock.instant().toEpochMilli() - ms < 60_000) {
            return "last seen just now";
        }
        LocalDate day = at(ms).toLocalDate();
        String prefix = switch ((int) Math.min(2, ChronoUnit.DAYS.between(day, today()))) {
            case 0 -> "last seen at ";
            case 1 -> "last seen yesterday at ";
            default -> "last seen " + inList(ms) + " at ";
        };
        return prefix + clock(ms);
    }

    /** The day a moment belongs to here. */
    public LocalDate dayOf(long ms) {
        return at(ms).toLocalDate();
    }

    private LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    private ZonedDateTime at(long ms) {
        return Instant.ofEpochMilli(ms).atZone(zone);
    }
}

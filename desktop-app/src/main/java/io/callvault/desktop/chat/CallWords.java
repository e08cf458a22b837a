package io.callvault.desktop.chat;

import io.callvault.model.message.Body;
import java.util.Locale;

/** A call that is over, in a few words. Pure. */
public final class CallWords {

    private CallWords() {}

    /** @param mine whether this user called */
    public static String of(Body.Call call, boolean mine) {
        String kind = call.video() ? "video call" : "call";
        String what = (mine ? "Outgoing " : "Incoming ") + kind;
        if (call.answered()) {
            return call.seconds() > 0 ? what + ", " + duration(call.seconds()) : what + ", not connected";
        }
        return switch (call.end()) {
            case DECLINED -> mine ? what + ", declined" : "Declined " + kind;
            case BUSY -> mine ? what + ", busy" : "Missed " + kind;
            case CANCELLED -> mine ? "Cancelled " + kind : "Missed " + kind;
            case NOT_AUTHENTIC -> "Not safe: " + kind + " refused";
            default -> mine ? what + ", no answer" : "Missed " + kind;
        };
    }

    /** As a clock shows it: 0:07, 12:34, 1:02:03. */
    public static String duration(long seconds) {
        long hours = seconds / 3_600;
        long minutes = seconds / 60 % 60;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", minutes, seconds % 60);
    }
}

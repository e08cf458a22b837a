package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.CallWords;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.model.message.Body;
import java.util.Optional;

/**
 * What a bubble says.
 *
 * @param text of the message, or what stands for it
 * @param label what became of it, before the time; empty for nothing
 * @param reason why it was not sent or changed; empty if it was
 */
record Words(String text, String label, String reason) {

    static Words of(TimelineRow.Message row) {
        TimelineRow.Flags flags = row.flags();
        return new Words(
                flags.deleted() ? "This message was deleted" : text(row.body(), row.mine()),
                label(flags),
                failure(row).map(TimelineRow.Failure::reason).orElse(""));
    }

    /** Why the message, or the last change of it, did not get through. */
    static Optional<TimelineRow.Failure> failure(TimelineRow.Message row) {
        return row.failure().or(row.flags()::changeFailure);
    }

    private static String label(TimelineRow.Flags flags) {
        if (flags.localOnly()) {
            return "only on this device";
        }
        return flags.edited() && !flags.deleted() ? "edited" : "";
    }

    private static String text(Body body, boolean mine) {
        return switch (body) {
            case Body.Text text -> text.text();
            case Body.Edit edit -> edit.text();
            case Body.Delete delete -> "This message was deleted";
            case Body.Call call -> CallWords.of(call, mine);
            case Body.Unknown unknown -> "This message needs a newer version of Call Vault.";
        };
    }
}

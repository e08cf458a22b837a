package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.StatusMark;
import io.callvault.model.message.DeliveryState;
import java.util.Optional;

/** Which mark stands for which delivery state. */
final class Marks {
    private Marks() {}

    static StatusMark of(DeliveryState state) {
        return switch (state) {
            case QUEUED, SENDING -> StatusMark.WAITING;
            case SENT -> StatusMark.SENT;
            case DELIVERED -> StatusMark.DELIVERED;
            case READ -> StatusMark.READ;
        };
    }

    /** Only one's own messages have a mark; while a change of one waits, it is that change's. */
    static Optional<StatusMark> of(TimelineRow.Message row) {
        if (!row.mine()) {
            return Optional.empty();
        }
        if (Words.failure(row).isPresent()) {
            return Optional.of(StatusMark.FAILED);
        }
        return Optional.of(row.flags().changing() ? StatusMark.WAITING : of(row.state()));
    }
}

package io.callvault.desktop.link;

import io.callvault.model.wire.Frame;
import java.time.Duration;

/** What a connection mode means beside its heartbeat, which {@link Frame.Mode} says. Pure. */
public final class Pace {

    private Pace() {}

    /** How long receipts are gathered before they leave together. */
    static Duration receipts(Frame.Mode mode) {
        return switch (mode) {
            case ACTIVE -> Duration.ZERO;
            case BACKGROUND -> Duration.ofSeconds(5);
            case MINIMAL -> Duration.ofSeconds(30);
        };
    }

    /**
     * The mode that fits.
     *
     * @param hidden whether nobody sees the window
     * @param scarce whether battery or data are short
     */
    public static Frame.Mode of(boolean hidden, boolean scarce) {
        if (scarce) {
            return Frame.Mode.MINIMAL;
        }
        return hidden ? Frame.Mode.BACKGROUND : Frame.Mode.ACTIVE;
    }
}

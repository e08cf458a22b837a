package io.callvault.signaling.metric;

import java.util.Locale;

/** How a call ended, as far as the server can see: it does not read what is signalled. */
public enum CallOutcome {
    /** Somebody hung up in a running call. */
    HUNG_UP,
    /** The caller gave up, or a called device could not take it, while it rang. */
    CANCELLED,
    DECLINED,
    BUSY,
    /** Nobody answered in time. */
    TIMEOUT,
    /** Both devices have been away for too long. */
    ABANDONED,
    /** One of the two blocked the other. */
    BLOCKED,
    /** Too many or too large signals, or a device that takes none. */
    OVERFLOW;

    /** Its name on the page. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}

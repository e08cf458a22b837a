package io.callvault.desktop.link;

import java.util.Locale;
import java.util.Optional;

/** Which transports may be used: the ladder, or one alone (tests, support, {@code callvault chaos --transport}). */
public enum TransportChoice {
    AUTO(Optional.empty()),
    WS(Optional.of(TransportKind.WEBSOCKET)),
    SSE(Optional.of(TransportKind.SSE)),
    POLL(Optional.of(TransportKind.POLL));

    private final Optional<TransportKind> only;

    TransportChoice(Optional<TransportKind> only) {
        this.only = only;
    }

    /** The only transport allowed; empty for the ladder. */
    public Optional<TransportKind> only() {
        return only;
    }

    /** As people write it: {@code auto}, {@code ws}, {@code sse} or {@code poll}; empty for anything else. */
    public static Optional<TransportChoice> of(String text) {
        for (TransportChoice choice : values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}

package io.callvault.signaling.turn;

/** There will be no relay. The message is one sentence for the administrator: what is wrong and what to do. */
public final class NoRelayException extends Exception {

    private static final long serialVersionUID = 1L;

    NoRelayException(String message) {
        super(message);
    }

    NoRelayException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.callvault.signaling.server;

/** The server cannot start. The message is one sentence for the administrator: what is wrong and what to do. */
public final class ServerStartException extends Exception {

    private static final long serialVersionUID = 1L;

    public ServerStartException(String message) {
        super(message);
    }

    public ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.callvault.signaling.store;

/** The database cannot be opened. The message is one sentence for the administrator: what is wrong and what to do. */
public final class DatabaseException extends Exception {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    public DatabaseException(String message) {
        super(message);
    }
}

package io.callvault.signaling.store;

/** The database failed where no rule was broken. The writer rolls back; see {@link Writer}. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

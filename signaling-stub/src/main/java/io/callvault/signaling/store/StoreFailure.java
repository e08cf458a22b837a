package io.callvault.signaling.store;

import java.sql.SQLException;

/** The database failed where no rule was broken. The writer rolls back; see {@link Writer}. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Without H2's own words: they quote values, and values are people's messages and keys. */
    StoreFailure(String message, SQLException cause) {
        super(message + " (H2 error " + cause.getErrorCode() + ")");
    }
}

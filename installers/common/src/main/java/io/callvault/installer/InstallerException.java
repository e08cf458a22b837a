package io.callvault.installer;

/** A step of the build cannot be done; the message says what is wrong and what to do. */
public final class InstallerException extends Exception {
    public InstallerException(String message) {
        super(message);
    }

    public InstallerException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.callvault.signaling.relay;

import java.util.concurrent.CompletionException;

/** Unwraps what completion stages wrap. Pure. */
public final class Failures {

    private Failures() {}

    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}

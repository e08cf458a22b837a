package io.callvault.architecture.violations.habits;

/** Offers what is not built. */
public final class PromisesNothing {
    RuntimeException stub() {
        return new UnsupportedOperationException("not built");
    }
}

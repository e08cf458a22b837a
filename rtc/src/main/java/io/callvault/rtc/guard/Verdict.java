package io.callvault.rtc.guard;

import java.util.Optional;

/** Whether something from outside may pass. */
public sealed interface Verdict<T> {

    /** @param value what passes; of a description only the lines that are known */
    record Fit<T>(T value) implements Verdict<T> {}

    /** @param why without the text itself, which may be hostile */
    record Unfit<T>(String why) implements Verdict<T> {}

    /** What passes, if it does. */
    default Optional<T> passed() {
        return switch (this) {
            case Fit<T>(T value) -> Optional.of(value);
            case Unfit<T> _ -> Optional.empty();
        };
    }
}

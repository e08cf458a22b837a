package io.callvault.desktop.link;

import io.callvault.model.wire.ProblemCode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How an HTTP call ended; nothing else is thrown.
 *
 * @param <T> the answer's body
 */
public sealed interface ApiResult<T> {

    /** It worked. */
    record Ok<T>(T value) implements ApiResult<T> {}

    /**
     * The server said no.
     *
     * @param code empty for a code of a newer server, or for an answer that is not one of a Call Vault server
     * @param detail what is wrong, for people
     */
    record Problem<T>(Optional<ProblemCode> code, int status, String detail) implements ApiResult<T> {

        public boolean is(ProblemCode wanted) {
            return code.filter(wanted::equals).isPresent();
        }

        /** Whether the server said yes, in words that this version cannot read. */
        public boolean unreadable() {
            return code.isEmpty() && status / 100 == 2;
        }

        /** The detail as a sentence that can stand alone on a screen. */
        public String sentence() {
            if (detail.isBlank()) {
                return "The server refused this.";
            }
            String text = detail.substring(0, 1).toUpperCase(Locale.ROOT) + detail.substring(1);
            return text.endsWith(".") ? text : text + ".";
        }
    }

    /** No answer; the same call may work later. */
    record Unreachable<T>(String why) implements ApiResult<T> {}

    default Optional<T> success() {
        return this instanceof Ok<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default <R> ApiResult<R> map(Function<T, R> change) {
        return switch (this) {
            case Ok<T>(T value) -> new Ok<>(change.apply(value));
            case Problem<T>(var code, var status, var detail) -> new Problem<>(code, status, detail);
            case Unreachable<T>(var why) -> new Unreachable<>(why);
        };
    }
}

package io.callvault.signaling.account;

import java.util.List;
import java.util.function.Predicate;

/**
 * The {@code host:port} names this server goes by. A signature counts only if it was made for one of them; the request's own
 * Host header is not asked, because whoever passes a signature on would write that header too.
 */
public record Audiences(List<String> names) {

    public Audiences {
        names = List.copyOf(names);
    }

    /** Whether the signature is good for one of the names. */
    boolean anyMatch(Predicate<String> signedFor) {
        return names.stream().anyMatch(signedFor);
    }
}

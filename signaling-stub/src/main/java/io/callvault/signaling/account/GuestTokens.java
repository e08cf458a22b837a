package io.callvault.signaling.account;

import java.util.Optional;

/** Access tokens of guests, who have no account and no session. Any thread; does not block. */
@FunctionalInterface
public interface GuestTokens {

    /** What their tokens begin with; no other token does, because none has a dot. */
    String PREFIX = "guest.";

    /** Whose token this is; empty if nobody's, or not any more. */
    Optional<Principal> find(String token);
}

package io.callvault.signaling.account;

import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.signaling.store.UserKey;
import java.util.UUID;

/**
 * Who speaks: a signed-in device, or a guest's.
 *
 * @param expiresAt end of its access token, server time in Unix milliseconds
 */
public record Principal(UUID session, UserKey user, DeviceId device, VerifyKey deviceKey, long expiresAt) {

    /** No account has this number, so nothing in the database belongs to a guest. */
    private static final long NO_ACCOUNT = -1;

    private static final UUID NO_SESSION = new UUID(0, 0);

    /** Somebody without an account (docs/calls.md, "Guests"): may call, and nothing else. */
    public static Principal guest(UserId user, DeviceId device, VerifyKey deviceKey, long expiresAt) {
        return new Principal(NO_SESSION, new UserKey(NO_ACCOUNT, user), device, deviceKey, expiresAt);
    }

    public boolean isGuest() {
        return user.num() == NO_ACCOUNT;
    }
}

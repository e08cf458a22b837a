package io.callvault.signaling.account;

import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.DeviceId;
import io.callvault.signaling.store.UserKey;
import java.util.UUID;

/**
 * Who speaks: a signed-in device.
 *
 * @param expiresAt end of its access token, server time in Unix milliseconds
 */
public record Principal(UUID session, UserKey user, DeviceId device, VerifyKey deviceKey, long expiresAt) {}

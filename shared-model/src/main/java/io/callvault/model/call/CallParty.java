package io.callvault.model.call;

import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;

/** One end of a call. */
public record CallParty(UserId userId, DeviceId deviceId) {}

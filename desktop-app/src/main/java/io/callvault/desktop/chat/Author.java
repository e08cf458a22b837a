package io.callvault.desktop.chat;

import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;

/** Who writes on this device, with the key that signs envelopes. */
public record Author(UserId user, DeviceId device, SigningKey deviceKey) {}

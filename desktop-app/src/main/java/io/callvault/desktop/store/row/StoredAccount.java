package io.callvault.desktop.store.row;

import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.net.URI;
import java.util.Optional;

/**
 * The account of this profile; its keys and tokens are in the vault.
 *
 * @param signedOut a plain sentence if the session ended; empty while it lives
 */
public record StoredAccount(
        UserId user, DeviceId device, String handle, String displayName, URI server, Optional<String> signedOut) {}

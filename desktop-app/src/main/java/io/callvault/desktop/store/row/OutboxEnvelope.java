package io.callvault.desktop.store.row;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ClientMessageId;

/**
 * The sealed bytes of a message that waits, whether it may be sent or was refused.
 *
 * @param resigned whether it was signed anew since it was written or last tried again by hand
 */
public record OutboxEnvelope(ClientMessageId clientId, Bytes envelope, boolean resigned) {}

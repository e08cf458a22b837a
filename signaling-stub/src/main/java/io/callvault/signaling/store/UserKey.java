package io.callvault.signaling.store;

import io.callvault.model.id.UserId;

/**
 * A user as the tables and as the wire know them.
 *
 * @param num 1 to 2^23 - 1: the high bits of the user's event keys
 */
public record UserKey(long num, UserId id) {}

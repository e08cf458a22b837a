package io.callvault.signaling.store;

import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;

/** An event that is durable, for the connections of one user. */
public record News(UserId user, Frame.Event event) {}

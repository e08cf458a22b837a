package io.callvault.architecture.violations.signaling.relay;

import io.vertx.core.Vertx;

/** Storage on an event loop. */
public record SpeaksVertx(Vertx vertx) {}

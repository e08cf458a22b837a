package io.callvault.architecture.violations.signaling.relay;

import io.callvault.architecture.violations.signaling.account.KnowsRelay;

/** One half of a circle in the backend. */
public record CyclesWithAccount(KnowsRelay account) {}

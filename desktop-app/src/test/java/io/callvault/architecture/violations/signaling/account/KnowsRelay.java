package io.callvault.architecture.violations.signaling.account;

import io.callvault.architecture.violations.signaling.relay.CyclesWithAccount;
import java.util.Optional;

/** The other half of a circle in the backend. */
public record KnowsRelay(Optional<CyclesWithAccount> relay) {}

package io.callvault.architecture.violations.model.call;

import io.callvault.architecture.violations.model.message.CyclesWithCall;
import java.util.Optional;

/** The other half of a circle in the model. */
public record KnowsMessage(Optional<CyclesWithCall> message) {}

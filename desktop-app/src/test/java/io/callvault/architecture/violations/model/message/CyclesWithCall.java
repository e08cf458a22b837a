package io.callvault.architecture.violations.model.message;

import io.callvault.architecture.violations.model.call.KnowsMessage;

/** One half of a circle in the model. */
public record CyclesWithCall(KnowsMessage call) {}

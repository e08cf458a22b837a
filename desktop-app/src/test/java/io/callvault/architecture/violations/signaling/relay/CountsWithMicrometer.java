package io.callvault.architecture.violations.signaling.relay;

import io.micrometer.core.instrument.Counter;

/** Knows a metrics library outside the administration. */
public record CountsWithMicrometer(Counter counter) {}

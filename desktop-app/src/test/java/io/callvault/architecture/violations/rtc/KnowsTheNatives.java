package io.callvault.architecture.violations.rtc;

import io.callvault.architecture.violations.rtc.webrtc.Natives;

/** A port that knows who stands behind it. */
public record KnowsTheNatives(Natives engine) {}

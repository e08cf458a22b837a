package io.callvault.architecture.violations.desktop.rtc;

import dev.onvoid.StandIn;

/** The native library behind its door. */
public record LawfulRtc(StandIn peer) {}

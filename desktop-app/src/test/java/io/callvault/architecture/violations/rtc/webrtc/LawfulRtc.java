package io.callvault.architecture.violations.rtc.webrtc;

import dev.onvoid.StandIn;

/** The native library behind its door. */
public record LawfulRtc(StandIn peer) {}

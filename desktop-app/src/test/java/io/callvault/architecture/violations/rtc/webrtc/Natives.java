package io.callvault.architecture.violations.rtc.webrtc;

/** One of the engines behind the port. */
public record Natives() {}

package dev.onvoid;

/** Stands in for webrtc-java in the proof of its door: that library is not on the class path yet. */
public final class StandIn {}

package io.callvault.rtc;

/**
 * An address to try.
 *
 * @param mid the section it belongs to
 * @param line the section's place, from 0
 * @param text {@code candidate:…} (RFC 8839, section 5.1)
 */
public record IceCandidate(String mid, int line, String text) {}

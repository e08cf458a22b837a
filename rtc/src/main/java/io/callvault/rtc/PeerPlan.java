package io.callvault.rtc;

import java.util.List;

/**
 * How a connection is made.
 *
 * @param name of the call, for logs and thread names; no secret
 * @param servers STUN and TURN; those that do not pass {@code rtc.guard} are left out, and told to {@code refused}
 * @param relayOnly whether only relays are used, so that the other side never learns this address
 */
public record PeerPlan(
        String name, List<IceServer> servers, boolean relayOnly, AudioInput audio, VideoInput video, Bounds bounds) {}

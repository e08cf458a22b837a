package io.callvault.rtc;

import java.util.Optional;

/**
 * A second of a connection. Rates are of the last second; −1 where the engine does not know.
 *
 * @param atMs wall clock, Unix milliseconds
 * @param roundTripMs of the path in use
 */
public record PeerStats(
        long atMs, double roundTripMs, Flow audioIn, Flow audioOut, Flow videoIn, Flow videoOut, Optional<Path> path) {

    /**
     * One direction of one medium.
     *
     * @param kbps kilobits a second
     * @param lossPercent of the packets of the last second, 0 to 100; of outgoing ones as the other side tells
     * @param jitterMs RFC 3550, section 6.4.1
     * @param packets since the start
     * @param width of the pictures; 0 for audio
     * @param fps pictures of the last second; 0 for audio
     * @param level of the sound, 0 to 1; 0 for video
     * @param codec for example {@code opus}; empty if nothing flows
     */
    public record Flow(
            double kbps,
            double lossPercent,
            double jitterMs,
            long packets,
            int width,
            int height,
            double fps,
            double level,
            String codec) {
        public static final Flow NONE = new Flow(0, 0, 0, 0, 0, 0, 0, 0, "");
    }

    /**
     * The pair of addresses in use.
     *
     * @param localType host, srflx, prflx or relay
     * @param relayProtocol udp, tcp or tls between here and the relay; empty without one
     * @param protocol udp or tcp between the two ends of the pair
     */
    public record Path(
            String localType,
            String remoteType,
            String protocol,
            String relayProtocol,
            String localAddress,
            String remoteAddress) {}
}

package io.callvault.desktop.calltest;

import java.util.List;
import java.util.Optional;

/**
 * What a call left behind, for the verdict and the report. Holds addresses: {@code report.Masking} takes them out.
 *
 * @param callIdHash the first 16 hex digits of SHA-256 over the call's id: the same in the reports of both ends
 * @param caller whether this end called
 * @param with {@code echo}, or the name of the other guest
 * @param relayOnly whether only relays were allowed
 * @param end one word why it ended: {@code hung_up} where all went well
 * @param seconds about one a second
 */
public record CallTrace(
        String callIdHash,
        boolean caller,
        String with,
        boolean relayOnly,
        List<Moment> timeline,
        Optional<PathUsed> path,
        String end,
        List<Second> seconds) {

    /**
     * Something happened.
     *
     * @param atMs since the invite
     * @param event one of invite, ringing, accept, answer, ice_checking, ice_connected, dtls, first_audio, first_video, restart, ended…
     */
    public record Moment(long atMs, String event, String detail) {}

    /** The pair of addresses in use; names as in {@code PeerStats.Path}. */
    public record PathUsed(
            String localType,
            String remoteType,
            String protocol,
            String relayProtocol,
            String localAddress,
            String remoteAddress) {}

    /**
     * One second; −1 where the engine does not know.
     *
     * @param atMs since the invite
     */
    public record Second(
            long atMs,
            double roundTripMs,
            double lossInPercent,
            double lossOutPercent,
            double jitterMs,
            double audioInKbps,
            double audioOutKbps,
            double videoInKbps,
            double videoOutKbps,
            double videoInFps,
            int videoInWidth,
            int videoInHeight,
            double mos) {

        /** The same, counted from a later moment. */
        public Second since(long ms) {
            return new Second(
                    Math.max(0, atMs - ms),
                    roundTripMs,
                    lossInPercent,
                    lossOutPercent,
                    jitterMs,
                    audioInKbps,
                    audioOutKbps,
                    videoInKbps,
                    videoOutKbps,
                    videoInFps,
                    videoInWidth,
                    videoInHeight,
                    mos);
        }
    }

    /** When something happened first, since the invite. */
    public Optional<Long> at(String event) {
        return timeline.stream()
                .filter(moment -> moment.event().equals(event))
                .map(Moment::atMs)
                .findFirst();
    }
}

package io.callvault.rtc;

/**
 * How sound over a network is heard, estimated from its delay and loss: the E-model (ITU-T G.107, 06/2015) with its default
 * values, delay simplified as by Cole and Rosenbluth ("Voice over IP performance monitoring", ACM CCR 31/2, 2001). An estimate
 * of the network's share alone: a bad microphone is not in it. Pure, any thread.
 */
public final class EModel {

    /** Rating of a call without delay and loss (G.107, default values of table 3). */
    private static final double BEST = 93.2;

    /** From here on people begin to talk over one another, in milliseconds one way (Cole and Rosenbluth, equation 5). */
    private static final double TALK_OVER_MS = 177.3;

    /**
     * How well lost packets are concealed, in percent of loss (G.113, table I.4, for G.711 with concealment). Opus has no row
     * of its own; with in-band correction it is no worse.
     */
    private static final double ROBUSTNESS = 25.1;

    /** A packet of Opus, and its way through sound cards and codec, in milliseconds. */
    private static final double PACKET_AND_DEVICES_MS = 60;

    private EModel() {}

    /**
     * The rating R, 0 to 93.2.
     *
     * @param oneWayMs from mouth to ear
     * @param lossPercent of the packets, 0 to 100, falling at random
     */
    static double rating(double oneWayMs, double lossPercent) {
        double delay = 0.024 * oneWayMs + 0.11 * Math.max(0, oneWayMs - TALK_OVER_MS);
        double loss = 95 * lossPercent / (lossPercent + ROBUSTNESS);
        return Math.clamp(BEST - delay - loss, 0, BEST);
    }

    /**
     * The estimated mean opinion score, 1.0 (bad) to 4.4 (G.107, annex B).
     *
     * @param oneWayMs from mouth to ear, in milliseconds
     * @param lossPercent of the packets, 0 to 100
     */
    public static double mos(double oneWayMs, double lossPercent) {
        double r = rating(Math.max(0, oneWayMs), Math.clamp(lossPercent, 0, 100));
        return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
    }

    /**
     * The score of the sound received in a second: half the round trip, a buffer of twice the jitter, and what packets and
     * sound cards take; what the engine does not know (−1) counts as nothing.
     */
    public static double mos(PeerStats second) {
        double jitter = Math.max(0, second.audioIn().jitterMs());
        double oneWay = Math.max(0, second.roundTripMs()) / 2 + 2 * jitter + PACKET_AND_DEVICES_MS;
        return mos(oneWay, Math.max(0, second.audioIn().lossPercent()));
    }
}

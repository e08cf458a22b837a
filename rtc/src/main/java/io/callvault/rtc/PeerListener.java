package io.callvault.rtc;

import java.util.List;

/** Hears of one {@link Peer}, on one thread, in order; must return quickly. What it throws is logged and goes no further. */
public interface PeerListener {

    /** The local description to send: of an offer or of an answer. */
    void described(Description local);

    /** Own addresses to send. {@code last}: no more will come from this gathering. */
    void found(List<IceCandidate> candidates, boolean last);

    void state(PeerState state);

    /**
     * The keys of the media as they were really shown in the DTLS handshake; before this nothing is played or sent.
     *
     * @param fingerprint of the other side's certificate, {@code sha-256 AB:CD:…} as in {@code a=fingerprint}
     */
    void secured(String fingerprint);

    /** The first sound or picture of the other side has come. */
    void first(Kind kind);

    /** About once a second while connected. */
    void stats(PeerStats stats);

    /** The loudness of the own microphone, −100 to 0 dBFS, about ten times a second, also while muted. */
    void level(double dbfs);

    /** What the other side sent is not used, and why; the connection is of no use any more if it was a description. */
    void refused(String why, boolean description);

    /** Here something failed: a device, or the natives. {@code fatal}: the connection is over. */
    void failed(Stage stage, String why, boolean fatal);

    /** Sound or picture. */
    enum Kind {
        AUDIO,
        VIDEO
    }

    /** Where it failed. */
    enum Stage {
        ENGINE,
        MICROPHONE,
        SPEAKER,
        CAMERA,
        SCREEN,
        DESCRIPTION,
        ICE,
        DTLS
    }
}

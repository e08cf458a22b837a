package io.callvault.rtc;

import java.util.List;

/** Hears what its implementation wants to, and nothing else: for those who need a peer for one thing only. */
public interface QuietListener extends PeerListener {

    @Override
    default void described(Description local) {}

    @Override
    default void found(List<IceCandidate> candidates, boolean last) {}

    @Override
    default void state(PeerState state) {}

    @Override
    default void secured(String fingerprint) {}

    @Override
    default void first(Kind kind) {}

    @Override
    default void stats(PeerStats stats) {}

    @Override
    default void level(double dbfs) {}

    @Override
    default void refused(String why, boolean description) {}

    @Override
    default void failed(Stage stage, String why, boolean fatal) {}
}

package io.callvault.desktop.calltest.media;

import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import java.util.List;

/** Hears what its subclass wants to, and nothing else. */
abstract class QuietListener implements PeerListener {

    @Override
    public void described(Description local) {}

    @Override
    public void found(List<IceCandidate> candidates, boolean last) {}

    @Override
    public void state(PeerState state) {}

    @Override
    public void secured(String fingerprint) {}

    @Override
    public void first(Kind kind) {}

    @Override
    public void stats(PeerStats stats) {}

    @Override
    public void level(double dbfs) {}

    @Override
    public void refused(String why, boolean description) {}

    @Override
    public void failed(Stage stage, String why, boolean fatal) {}
}

package io.callvault.rtc.webrtc;

import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener of a peer; what it throws is logged and goes no further. On the peer's thread. */
record SafeListener(PeerListener listener) implements PeerListener {
    private static final Logger log = LoggerFactory.getLogger(SafeListener.class);

    @Override
    public void described(Description local) {
        tell(() -> listener.described(local));
    }

    @Override
    public void found(List<IceCandidate> candidates, boolean last) {
        tell(() -> listener.found(candidates, last));
    }

    @Override
    public void state(PeerState state) {
        tell(() -> listener.state(state));
    }

    @Override
    public void secured(String fingerprint) {
        tell(() -> listener.secured(fingerprint));
    }

    @Override
    public void first(Kind kind) {
        tell(() -> listener.first(kind));
    }

    @Override
    public void stats(PeerStats stats) {
        tell(() -> listener.stats(stats));
    }

    @Override
    public void level(double dbfs) {
        tell(() -> listener.level(dbfs));
    }

    @Override
    public void refused(String why, boolean description) {
        tell(() -> listener.refused(why, description));
    }

    @Override
    public void failed(Stage stage, String why, boolean fatal) {
        tell(() -> listener.failed(stage, why, fatal));
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException | Error e) {
            log.error("a listener of a call failed", e);
        }
    }
}

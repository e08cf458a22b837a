package io.callvault.desktop.call;

import io.callvault.desktop.link.Loop;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Brings what the engine tells from its threads to the call thread; the loudness goes to meters at once. */
final class EngineEars implements PeerListener {

    private final Loop loop;
    private final PeerListener call;
    private final List<DoubleConsumer> levels;

    EngineEars(Loop loop, PeerListener call, List<DoubleConsumer> levels) {
        this.loop = loop;
        this.call = call;
        this.levels = levels;
    }

    @Override
    public void described(Description local) {
        loop.execute(() -> call.described(local));
    }

    @Override
    public void found(List<IceCandidate> candidates, boolean last) {
        loop.execute(() -> call.found(candidates, last));
    }

    @Override
    public void state(PeerState state) {
        loop.execute(() -> call.state(state));
    }

    @Override
    public void secured(String fingerprint) {
        loop.execute(() -> call.secured(fingerprint));
    }

    @Override
    public void first(Kind kind) {
        loop.execute(() -> call.first(kind));
    }

    @Override
    public void stats(PeerStats stats) {
        loop.execute(() -> call.stats(stats));
    }

    @Override
    public void level(double dbfs) {
        levels.forEach(meter -> meter.accept(dbfs));
        loop.execute(() -> call.level(dbfs));
    }

    @Override
    public void refused(String why, boolean description) {
        loop.execute(() -> call.refused(why, description));
    }

    @Override
    public void failed(Stage stage, String why, boolean fatal) {
        loop.execute(() -> call.failed(stage, why, fatal));
    }
}

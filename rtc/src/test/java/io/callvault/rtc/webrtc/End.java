package io.callvault.rtc.webrtc;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.ClockPicture;
import io.callvault.rtc.synthetic.ClockReader;
import io.callvault.rtc.synthetic.Tone;
import io.callvault.rtc.synthetic.ToneDetector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One end of a call within this process: tells the other end directly, and remembers all it heard. */
final class End implements PeerListener, AutoCloseable {
    static final double LOW = 440;
    static final double HIGH = 1_320;

    final ToneDetector tones = new ToneDetector(LOW, HIGH);
    final ClockReader clock = new ClockReader();
    final List<PeerState> states = new CopyOnWriteArrayList<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();
    final List<String> fingerprints = new CopyOnWriteArrayList<>();
    final List<PeerStats> stats = new CopyOnWriteArrayList<>();
    final List<Double> levels = new CopyOnWriteArrayList<>();
    final List<IceCandidate> candidates = new CopyOnWriteArrayList<>();
    final List<Description> descriptions = new CopyOnWriteArrayList<>();
    final Map<Kind, Long> first = Collections.synchronizedMap(new EnumMap<>(Kind.class));
    volatile boolean gathered;
    volatile long connectedNanos;
    private final Peer peer;
    private @Nullable End other;

    End(CallEngine engine, PeerPlan plan) {
        peer = engine.open(plan, this);
        peer.hearRemote(tones);
        peer.showRemote(clock);
    }

    static PeerPlan plan(String name, AudioInput audio, VideoInput video) {
        return new PeerPlan(name, List.of(), false, audio, video, Bounds.NORMAL);
    }

    static PeerPlan relayOnly(String name, List<IceServer> servers) {
        return new PeerPlan(name, servers, true, tone(LOW), picture(1), Bounds.NORMAL);
    }

    static AudioInput tone(double hertz) {
        return new AudioInput.Generated(new Tone(hertz));
    }

    static VideoInput picture(int sender) {
        return new VideoInput.Generated(ClockPicture.of(sender, System::currentTimeMillis));
    }

    Peer peer() {
        return peer;
    }

    /** What this end tells goes to that one. */
    void speakTo(End end) {
        other = end;
    }

    @Override
    public void described(Description local) {
        descriptions.add(local);
        End to = other;
        if (to == null) {
            return;
        }
        switch (local.type()) {
            case OFFER -> {
                to.peer.takeOffer(local.sdp());
                to.peer.answer();
            }
            case ANSWER -> to.peer.takeAnswer(local.sdp());
        }
    }

    @Override
    public void found(List<IceCandidate> found, boolean last) {
        candidates.addAll(found);
        gathered |= last;
        End to = other;
        if (to != null) {
            to.peer.takeCandidates(new ArrayList<>(found));
        }
    }

    @Override
    public void state(PeerState state) {
        if (state == PeerState.CONNECTED && connectedNanos == 0) {
            connectedNanos = System.nanoTime();
        }
        states.add(state);
    }

    @Override
    public void secured(String fingerprint) {
        fingerprints.add(fingerprint);
    }

    @Override
    public void first(Kind kind) {
        first.put(kind, System.nanoTime());
    }

    @Override
    public void stats(PeerStats second) {
        stats.add(second);
    }

    @Override
    public void level(double dbfs) {
        levels.add(dbfs);
    }

    @Override
    public void refused(String why, boolean description) {
        refusals.add(why);
    }

    @Override
    public void failed(Stage stage, String why, boolean fatal) {
        failures.add(stage + ": " + why);
    }

    boolean is(PeerState state) {
        return !states.isEmpty() && states.getLast() == state;
    }

    @Override
    public void close() {
        peer.close();
    }
}

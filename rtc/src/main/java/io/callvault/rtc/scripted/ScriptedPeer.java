package io.callvault.rtc.scripted;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.AudioSink;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.VideoSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A peer of the {@link ScriptedEngine}: the port's methods for the call service, the others for the test that plays network
 * and devices. Any thread; what is set is set when the executor has come to it.
 */
public final class ScriptedPeer implements Peer {

    private final ScriptedEngine engine;
    private final PeerPlan plan;
    private final PeerListener listener;
    private final Executor executor;
    private final int number;
    private final String fingerprint;
    private final List<IceCandidate> remoteCandidates = new ArrayList<>();
    private Optional<String> remote = Optional.empty();
    private boolean offered;
    private boolean secured;
    private int generation;
    private PeerState state = PeerState.NEW;
    private volatile Snapshot now;

    /**
     * What the call service has asked for so far.
     *
     * @param offers how many were made, restarts among them
     * @param answers how many were made
     * @param candidates how many were taken
     */
    public record Snapshot(
            PeerState state,
            AudioInput audio,
            VideoInput video,
            boolean muted,
            int volume,
            Bounds bounds,
            List<IceServer> servers,
            int offers,
            int answers,
            int candidates,
            Optional<VideoSink> remoteSink,
            Optional<VideoSink> localSink,
            Optional<AudioSink> audioSink) {}

    ScriptedPeer(
            ScriptedEngine engine,
            PeerPlan plan,
            PeerListener listener,
            Executor executor,
            int number,
            String fingerprint) {
        this.engine = engine;
        this.plan = plan;
        this.listener = listener;
        this.executor = executor;
        this.number = number;
        this.fingerprint = fingerprint;
        now = new Snapshot(
                PeerState.NEW,
                plan.audio(),
                plan.video(),
                false,
                100,
                plan.bounds(),
                plan.servers(),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** With what it was opened. */
    public PeerPlan plan() {
        return plan;
    }

    /** The latest there is. */
    public Snapshot now() {
        return now;
    }

    public boolean closed() {
        return now.state() == PeerState.CLOSED;
    }

    /** The own certificate's, as its descriptions show it. */
    public String fingerprint() {
        return fingerprint;
    }

    // What the script does.

    /** Nothing is heard for a moment. */
    public void disconnect() {
        run(() -> become(PeerState.DISCONNECTED));
    }

    /** It came back by itself. */
    public void recover() {
        run(() -> become(PeerState.CONNECTED));
    }

    /** No path works; a restart finds one, unless the engine holds. */
    public void noPath() {
        run(() -> become(PeerState.FAILED));
    }

    public void fail(PeerListener.Stage stage, String why, boolean fatal) {
        run(() -> listener.failed(stage, why, fatal));
    }

    public void refuse(String why, boolean description) {
        run(() -> listener.refused(why, description));
    }

    public void stats(PeerStats stats) {
        run(() -> listener.stats(stats));
    }

    public void level(double dbfs) {
        run(() -> listener.level(dbfs));
    }

    public void first(PeerListener.Kind kind) {
        run(() -> listener.first(kind));
    }

    /** A picture of the other side, of one grey. */
    public void remotePicture(int width, int height, int grey) {
        run(() -> now.remoteSink().ifPresent(sink -> sink.show(new ScriptedPicture(width, height, 0, grey))));
    }

    /** An own picture, of one grey. */
    public void localPicture(int width, int height, int grey) {
        run(() -> now.localSink().ifPresent(sink -> sink.show(new ScriptedPicture(width, height, 0, grey))));
    }

    /** Sound of the other side, one channel. */
    public void sound(short[] samples) {
        run(() -> now.audioSink().ifPresent(sink -> sink.heard(samples, AudioInput.Pcm.RATE, 1)));
    }

    // The port.

    @Override
    public void offer(boolean restart) {
        run(() -> {
            generation += restart && offered ? 1 : 0;
            offered = true;
            remote = Optional.empty();
            change(it -> it.offers++);
            describe(Description.Type.OFFER);
        });
    }

    @Override
    public void takeOffer(String sdp) {
        run(() -> {
            // Another description of the running connection gathers anew.
            generation += remote.isPresent() ? 1 : 0;
            offered = false;
            take(sdp);
        });
    }

    @Override
    public void answer() {
        run(() -> {
            if (remote.isEmpty() || offered) {
                listener.failed(PeerListener.Stage.DESCRIPTION, "there is nothing to answer", false);
                return;
            }
            offered = true;
            change(it -> it.answers++);
            describe(Description.Type.ANSWER);
            connect();
        });
    }

    @Override
    public void takeAnswer(String sdp) {
        run(() -> {
            take(sdp);
            connect();
        });
    }

    @Override
    public void takeCandidates(List<IceCandidate> candidates) {
        run(() -> {
            remoteCandidates.addAll(candidates);
            change(it -> it.candidates += candidates.size());
            connect();
        });
    }

    @Override
    public void relays(List<IceServer> servers) {
        run(() -> change(it -> it.servers = List.copyOf(servers)));
    }

    @Override
    public void send(AudioInput audio) {
        run(() -> change(it -> it.audio = audio));
    }

    @Override
    public void send(VideoInput video) {
        run(() -> change(it -> it.video = video));
    }

    @Override
    public void mute(boolean muted) {
        run(() -> change(it -> it.muted = muted));
    }

    @Override
    public void volume(int percent) {
        run(() -> change(it -> it.volume = percent));
    }

    @Override
    public void bounds(Bounds bounds) {
        run(() -> change(it -> it.bounds = bounds));
    }

    @Override
    public void showRemote(VideoSink sink) {
        run(() -> change(it -> it.remoteSink = Optional.of(sink)));
    }

    @Override
    public void showLocal(VideoSink sink) {
        run(() -> change(it -> it.localSink = Optional.of(sink)));
    }

    @Override
    public void hearRemote(AudioSink sink) {
        run(() -> change(it -> it.audioSink = Optional.of(sink)));
    }

    @Override
    public void close() {
        run(() -> become(PeerState.CLOSED));
    }

    /** The engine no longer holds, perhaps. */
    void look() {
        run(this::connect);
    }

    private void run(Runnable task) {
        executor.execute(() -> {
            if (state != PeerState.CLOSED) {
                task.run();
            }
        });
    }

    private void become(PeerState next) {
        if (state != next) {
            state = next;
            change(it -> it.state = next);
            listener.state(next);
        }
    }

    private void describe(Description.Type type) {
        listener.described(new Description(type, ScriptedSdp.write(type, ufrag(), fingerprint, generation)));
        List<IceCandidate> found = ScriptedSdp.candidates(ufrag());
        listener.found(found.subList(0, 1), false);
        listener.found(found.subList(1, found.size()), true);
    }

    private void take(String sdp) {
        Optional<String> fault = ScriptedSdp.fault(sdp);
        if (fault.isPresent()) {
            listener.refused(fault.get(), true);
        } else {
            remote = Optional.of(sdp);
        }
    }

    /** Both descriptions and a candidate of the other side are here. */
    private void connect() {
        if (state == PeerState.CONNECTED || !offered || remote.isEmpty() || !reachable(remote.get())) {
            return;
        }
        become(PeerState.CONNECTING);
        if (engine.holding()) {
            return;
        }
        become(PeerState.CONNECTED);
        if (!secured) {
            secured = true;
            listener.secured(engine.seen(
                    ScriptedSdp.value(remote.get(), "a=fingerprint:").orElseThrow()));
            if (engine.hasMedia()) {
                listener.first(PeerListener.Kind.AUDIO);
            }
        }
    }

    private boolean reachable(String sdp) {
        String theirs = ScriptedSdp.value(sdp, "a=ice-ufrag:").orElse("");
        return remoteCandidates.stream().anyMatch(candidate -> ScriptedSdp.belongs(candidate, theirs));
    }

    /** Four of the key's digits tell the sides apart, so that no registry is needed. */
    private String ufrag() {
        return "p" + number + "g" + generation + fingerprint.substring(8, 13).replace(":", "");
    }

    private void change(Consumer<Draft> edit) {
        Draft draft = new Draft(now);
        edit.accept(draft);
        now = draft.done();
    }

    /** A snapshot in the making. */
    private static final class Draft {
        private PeerState state;
        private AudioInput audio;
        private VideoInput video;
        private boolean muted;
        private int volume;
        private Bounds bounds;
        private List<IceServer> servers;
        private int offers;
        private int answers;
        private int candidates;
        private Optional<VideoSink> remoteSink;
        private Optional<VideoSink> localSink;
        private Optional<AudioSink> audioSink;

        Draft(Snapshot from) {
            state = from.state();
            audio = from.audio();
            video = from.video();
            muted = from.muted();
            volume = from.volume();
            bounds = from.bounds();
            servers = from.servers();
            offers = from.offers();
            answers = from.answers();
            candidates = from.candidates();
            remoteSink = from.remoteSink();
            localSink = from.localSink();
            audioSink = from.audioSink();
        }

        Snapshot done() {
            return new Snapshot(
                    state,
                    audio,
                    video,
                    muted,
                    volume,
                    bounds,
                    servers,
                    offers,
                    answers,
                    candidates,
                    remoteSink,
                    localSink,
                    audioSink);
        }
    }
}

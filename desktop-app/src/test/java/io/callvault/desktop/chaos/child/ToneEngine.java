package io.callvault.desktop.chaos.child;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.AudioSink;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Description;
import io.callvault.rtc.Devices;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.VideoSink;
import io.callvault.rtc.synthetic.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The real engine on a computer whose microphone gives a tone and whose camera shows a clock; it tells what comes from the other
 * side: sound, pictures, candidates, seconds. Whoever uses it notices nothing. Threads as the engine's.
 */
public final class ToneEngine implements CallEngine {

    private static final double CALLER_HERTZ = 440;
    private static final double CALLED_HERTZ = 1_000;

    private final CallEngine real;
    private final boolean caller;
    private final Consumer<Told> tell;

    /** @param caller whose tone and clock it makes; it listens for the other's */
    public ToneEngine(CallEngine real, boolean caller, Consumer<Told> tell) {
        this.real = real;
        this.caller = caller;
        this.tell = tell;
    }

    @Override
    public Availability availability() {
        return real.availability();
    }

    @Override
    public Peer open(PeerPlan plan, PeerListener listener) {
        Senses senses = new Senses(hertz(!caller), tell);
        PeerPlan tones = new PeerPlan(
                plan.name(), plan.servers(), plan.relayOnly(), tone(plan.audio()), clock(plan.video()), plan.bounds());
        TonePeer peer = new TonePeer(real.open(tones, new Ears(listener, senses)), senses);
        peer.hearRemote((samples, rate, channels) -> {});
        peer.showRemote(picture -> {});
        return peer;
    }

    @Override
    public Devices devices() {
        return real.devices();
    }

    @Override
    public void close() {
        real.close();
    }

    private static double hertz(boolean ofCaller) {
        return ofCaller ? CALLER_HERTZ : CALLED_HERTZ;
    }

    private AudioInput tone(AudioInput wanted) {
        return wanted instanceof AudioInput.Microphone ? new AudioInput.Generated(new Tone(hertz(caller))) : wanted;
    }

    private VideoInput clock(VideoInput wanted) {
        return wanted instanceof VideoInput.Camera ? new VideoInput.Generated(new NoisyClock(caller ? 1 : 2)) : wanted;
    }

    private void tellCandidate(String text) {
        tell.accept(Told.now(Told.CANDIDATE, text));
    }

    /** Candidates inside a description came from the other side, too. */
    private void tellCandidates(String sdp) {
        Arrays.stream(sdp.split("\r?\n"))
                .filter(line -> line.startsWith("a=candidate:"))
                .forEach(line -> tellCandidate(line.substring("a=".length())));
    }

    /** The connection, with the senses beside what its user wants to hear and see. */
    private final class TonePeer implements Peer {

        private final Peer peer;
        private final Senses senses;

        TonePeer(Peer peer, Senses senses) {
            this.peer = peer;
            this.senses = senses;
        }

        @Override
        public void offer(boolean restart) {
            peer.offer(restart);
        }

        @Override
        public void takeOffer(String sdp) {
            tellCandidates(sdp);
            peer.takeOffer(sdp);
        }

        @Override
        public void answer() {
            peer.answer();
        }

        @Override
        public void takeAnswer(String sdp) {
            tellCandidates(sdp);
            peer.takeAnswer(sdp);
        }

        @Override
        public void takeCandidates(List<IceCandidate> candidates) {
            candidates.forEach(one -> tellCandidate(one.text()));
            peer.takeCandidates(candidates);
        }

        @Override
        public void relays(List<IceServer> servers) {
            peer.relays(servers);
        }

        @Override
        public void send(AudioInput audio) {
            peer.send(tone(audio));
        }

        @Override
        public void send(VideoInput video) {
            peer.send(clock(video));
        }

        @Override
        public void mute(boolean muted) {
            peer.mute(muted);
        }

        @Override
        public void volume(int percent) {
            peer.volume(percent);
        }

        @Override
        public void bounds(Bounds bounds) {
            peer.bounds(bounds);
        }

        @Override
        public void showRemote(VideoSink sink) {
            peer.showRemote(picture -> {
                senses.show(picture);
                sink.show(picture);
            });
        }

        @Override
        public void showLocal(VideoSink sink) {
            peer.showLocal(sink);
        }

        @Override
        public void hearRemote(AudioSink sink) {
            peer.hearRemote((samples, rate, channels) -> {
                senses.heard(samples, rate, channels);
                sink.heard(samples, rate, channels);
            });
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    /** Passes everything on; the seconds are told, too. */
    private record Ears(PeerListener listener, Senses senses) implements PeerListener {

        @Override
        public void described(Description local) {
            listener.described(local);
        }

        @Override
        public void found(List<IceCandidate> candidates, boolean last) {
            listener.found(candidates, last);
        }

        @Override
        public void state(PeerState state) {
            listener.state(state);
        }

        @Override
        public void secured(String fingerprint) {
            listener.secured(fingerprint);
        }

        @Override
        public void first(Kind kind) {
            listener.first(kind);
        }

        @Override
        public void stats(PeerStats stats) {
            senses.second(stats);
            listener.stats(stats);
        }

        @Override
        public void level(double dbfs) {
            listener.level(dbfs);
        }

        @Override
        public void refused(String why, boolean description) {
            listener.refused(why, description);
        }

        @Override
        public void failed(Stage stage, String why, boolean fatal) {
            listener.failed(stage, why, fatal);
        }
    }
}

package io.callvault.desktop.calltest.media;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.QuietListener;
import io.callvault.rtc.VideoInput;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A call from this process to itself: what one end's microphone and camera give is heard and seen at the other. Any thread. */
final class Loopback implements AutoCloseable {
    private final AtomicReference<Optional<Peer>> near = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Peer>> far = new AtomicReference<>(Optional.empty());
    private final Map<PeerListener.Stage, String> failures = new ConcurrentHashMap<>();
    private final Levels levels = new Levels();

    /** @param untouched whether the microphone is heard as it is, without what keeps the own loudspeaker out of it */
    Loopback(CallEngine engine, AudioInput audio, VideoInput video, boolean untouched, Ears ears, Eyes eyes) {
        Bounds bounds =
                untouched ? Bounds.NORMAL.with(new Bounds.Processing(false, false, false, false)) : Bounds.NORMAL;
        Peer listening = engine.open(
                new PeerPlan(
                        "calltest-far", List.of(), false, new AudioInput.None(), new VideoInput.None(), Bounds.NORMAL),
                new End(near));
        far.set(Optional.of(listening));
        listening.hearRemote(ears);
        // The own microphone is not to be played: it would howl.
        listening.volume(0);
        Peer sending = engine.open(new PeerPlan("calltest-near", List.of(), false, audio, video, bounds), new End(far) {
            @Override
            public void level(double dbfs) {
                levels.add(dbfs);
            }
        });
        near.set(Optional.of(sending));
        sending.showLocal(eyes);
        sending.offer(false);
    }

    Map<PeerListener.Stage, String> failures() {
        Map<PeerListener.Stage, String> all = new EnumMap<>(PeerListener.Stage.class);
        all.putAll(failures);
        return all;
    }

    /** The microphone's mean loudness so far, −100 to 0 dBFS; empty before the first was told. */
    Optional<Double> level() {
        return levels.mean();
    }

    @Override
    public void close() {
        near.get().ifPresent(Peer::close);
        far.get().ifPresent(Peer::close);
    }

    /** Passes everything on to the other end. */
    private class End implements QuietListener {
        private final AtomicReference<Optional<Peer>> other;

        End(AtomicReference<Optional<Peer>> other) {
            this.other = other;
        }

        @Override
        public void described(Description local) {
            other.get().ifPresent(peer -> {
                if (local.type() == Description.Type.OFFER) {
                    peer.takeOffer(local.sdp());
                    peer.answer();
                } else {
                    peer.takeAnswer(local.sdp());
                }
            });
        }

        @Override
        public void found(List<IceCandidate> candidates, boolean last) {
            other.get().ifPresent(peer -> peer.takeCandidates(candidates));
        }

        @Override
        public void failed(Stage stage, String why, boolean fatal) {
            failures.putIfAbsent(stage, why);
        }
    }

    /** Mean of powers, not of decibels: a short word in two seconds counts. */
    private static final class Levels {
        private double power;
        private long count;

        synchronized void add(double dbfs) {
            power += Math.pow(10, dbfs / 10);
            count++;
        }

        synchronized Optional<Double> mean() {
            return count == 0 ? Optional.empty() : Optional.of(Math.max(-100, 10 * Math.log10(power / count)));
        }
    }
}

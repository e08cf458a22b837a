package io.callvault.rtc.webrtc;

import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** No calls here, and why. */
final class UnavailableEngine implements CallEngine {
    private final String sentence;

    UnavailableEngine(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public Availability availability() {
        return new Availability.Unavailable(sentence);
    }

    @Override
    public Peer open(PeerPlan plan, PeerListener listener) {
        return new FailedPeer(plan.name(), listener, sentence);
    }

    @Override
    public Devices devices() {
        return new Devices() {
            @Override
            public CompletableFuture<Found> find() {
                return CompletableFuture.completedFuture(
                        new Found(List.of(), List.of(), List.of(), List.of(), false, sentence));
            }

            @Override
            public AutoCloseable subscribe(Runnable changed) {
                return () -> {};
            }

            @Override
            public void speaker(String id) {}
        };
    }

    @Override
    public void close() {}
}

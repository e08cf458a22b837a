package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerListener.Stage;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.guard.CandidateGuard;
import io.callvault.rtc.guard.Fingerprints;
import io.callvault.rtc.guard.SdpGuard;
import io.callvault.rtc.guard.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One native connection: descriptions, candidates, states, and the end in the order the natives want. On the peer's thread. */
final class Connection implements Events.Heard {
    /** A description has 64 at most; trickled ones of a few restarts fit. */
    private static final int MOST_WAITING = 256;

    private static final Duration HANDSHAKE_STEP = Duration.ofMillis(2);
    private static final int HANDSHAKE_TRIES = 1_000;

    private final PeerPlan plan;
    private final PeerListener told;
    private final PeerThread thread;
    private final RTCPeerConnection peer;
    private final long handle;
    private final Media media;
    private final Reports reports;
    private final List<IceCandidate> waitingRemote = new ArrayList<>();
    private final List<IceCandidate> freshLocal = new ArrayList<>();
    private List<String> signed = List.of();
    private String shape = "";
    private Bounds bounds;
    private boolean offering;
    private boolean offered;
    private boolean answering;
    private boolean remoteUsable;
    private boolean localTold;
    private boolean secured;

    Connection(Natives natives, PeerPlan plan, PeerListener told, PeerThread thread) {
        this.plan = plan;
        this.told = told;
        this.thread = thread;
        bounds = plan.bounds();
        peer = natives.factory()
                .createPeerConnection(
                        Configurations.of(plan.servers(), plan.relayOnly(), why -> told.refused(why, false)),
                        new Events(thread, this));
        handle = Handles.of(peer);
        media = new Media(natives, plan, told, thread);
        reports = new Reports(peer, told, thread, media);
    }

    Media media() {
        return media;
    }

    void offer(boolean restart) {
        try {
            media.prepareOffer(peer);
            RTCOfferOptions options = new RTCOfferOptions();
            options.iceRestart = restart && offered;
            RTCSessionDescription offer = Awaited.description(result -> peer.createOffer(options, result));
            offering = true;
            offered = true;
            describe(offer, Description.Type.OFFER);
        } catch (Awaited.NotDone | RuntimeException | Error e) {
            fail("the offer could not be made", e);
        }
    }

    void takeOffer(String sdp) {
        if (offering) {
            told.refused("an offer came while the own one is open", false);
            return;
        }
        if (take(sdp, RTCSdpType.OFFER)) {
            answering = true;
        }
    }

    void answer() {
        if (!answering) {
            told.failed(Stage.DESCRIPTION, "there is nothing to answer", false);
            return;
        }
        try {
            media.prepareAnswer(peer);
            RTCSessionDescription answer =
                    Awaited.description(result -> peer.createAnswer(new RTCAnswerOptions(), result));
            answering = false;
            describe(answer, Description.Type.ANSWER);
            media.limit(bounds);
            useRemoteCandidates();
        } catch (Awaited.NotDone | RuntimeException | Error e) {
            fail("the answer could not be made", e);
        }
    }

    void takeAnswer(String sdp) {
        if (!offering) {
            told.refused("an answer came that nobody waits for", false);
            return;
        }
        if (take(sdp, RTCSdpType.ANSWER)) {
            offering = false;
            media.connected(peer);
            media.limit(bounds);
            useRemoteCandidates();
        }
    }

    void takeCandidates(List<IceCandidate> candidates) {
        for (IceCandidate candidate : candidates) {
            switch (CandidateGuard.check(candidate)) {
                case Verdict.Fit<IceCandidate>(IceCandidate fit) -> {
                    if (waitingRemote.size() < MOST_WAITING) {
                        waitingRemote.add(fit);
                    } else {
                        told.refused("too many candidates", false);
                    }
                }
                case Verdict.Unfit<IceCandidate>(String why) -> told.refused(why, false);
            }
        }
        if (remoteUsable) {
            useRemoteCandidates();
        }
    }

    void relays(List<IceServer> servers) {
        try {
            peer.setConfiguration(Configurations.of(servers, plan.relayOnly(), why -> told.refused(why, false)));
        } catch (RuntimeException | Error e) {
            told.failed(Stage.ICE, "the relays could not be changed: " + e.getMessage(), false);
        }
    }

    void bounds(Bounds next) {
        bounds = next;
        media.treat(next.processing());
        media.limit(next);
    }

    @Override
    public void candidate(IceCandidate candidate) {
        freshLocal.add(candidate);
        if (freshLocal.size() == 1) {
            thread.run(this::tellCandidates); // after those that wait already: told together
        }
    }

    @Override
    public void gathered() {
        if (localTold) {
            told.found(List.copyOf(freshLocal), true);
            freshLocal.clear();
        } else {
            thread.run(this::gathered);
        }
    }

    @Override
    public void state(RTCPeerConnectionState state) {
        switch (state) {
            case NEW -> told.state(PeerState.NEW);
            case CONNECTING -> told.state(PeerState.CONNECTING);
            case CONNECTED -> {
                told.state(PeerState.CONNECTED);
                secure(HANDSHAKE_TRIES);
            }
            case DISCONNECTED -> told.state(PeerState.DISCONNECTED);
            case FAILED -> {
                told.state(PeerState.FAILED);
                reports.whyFailed();
            }
            case CLOSED -> {}
        }
    }

    @Override
    public void relayError(String why) {
        told.failed(Stage.ICE, why, false);
    }

    /** Pushers, sinks, connection, tracks, sources: in this order. */
    void close() {
        reports.stop();
        media.stop();
        try {
            peer.close();
        } finally {
            Handles.release(handle);
            media.dispose();
        }
    }

    private void describe(RTCSessionDescription local, Description.Type type) throws Awaited.NotDone {
        localTold = false;
        Awaited.done(result -> peer.setLocalDescription(local, result));
        shape = SdpGuard.shape(local.sdp);
        told.described(new Description(type, local.sdp));
        localTold = true;
    }

    private void tellCandidates() {
        if (localTold && !freshLocal.isEmpty()) {
            told.found(List.copyOf(freshLocal), false);
            freshLocal.clear();
        } else if (!localTold) {
            thread.run(this::tellCandidates);
        }
    }

    private boolean take(String sdp, RTCSdpType type) {
        switch (SdpGuard.check(sdp)) {
            case Verdict.Unfit<String>(String why) -> {
                told.refused(why, true);
                return false;
            }
            case Verdict.Fit<String>(String fit) -> {
                if (!shape.isEmpty() && !shape.equals(SdpGuard.shape(fit))) {
                    told.refused("the description has other sections than the call", true);
                    return false;
                }
                try {
                    String tuned = SdpTuning.remote(fit, bounds.maxVideoKbps());
                    RTCSessionDescription remote = new RTCSessionDescription(type, tuned);
                    Awaited.done(result -> peer.setRemoteDescription(remote, result));
                    signed = Fingerprints.of(fit);
                    shape = SdpGuard.shape(fit);
                    return true;
                } catch (Awaited.NotDone | RuntimeException | Error e) {
                    told.refused("the natives do not take the description", true);
                    return false;
                }
            }
        }
    }

    private void useRemoteCandidates() {
        remoteUsable = true;
        for (IceCandidate candidate : waitingRemote) {
            try {
                peer.addIceCandidate(new RTCIceCandidate(candidate.mid(), candidate.line(), candidate.text()));
            } catch (RuntimeException | Error e) {
                told.refused("the natives do not take a candidate", false);
            }
        }
        waitingRemote.clear();
    }

    /** The handshake is done: who is there, and only then sound and pictures. The natives have compared already; so do we. */
    private void secure(int tries) {
        if (secured) {
            return;
        }
        Optional<String> certificate = media.remoteFingerprint();
        if (certificate.isEmpty() && tries > 1) {
            // The transport hears of the handshake a moment after the connection does.
            thread.after(HANDSHAKE_STEP, () -> secure(tries - 1));
            return;
        }
        String shown = certificate.orElse("");
        if (!Fingerprints.among(signed, shown)) {
            told.failed(Stage.DTLS, "the other side's keys are not those of its description", true);
            return;
        }
        secured = true;
        told.secured(shown);
        thread.run(media::open); // after a close() that the listener decided on
        reports.start();
    }

    private void fail(String what, Throwable cause) {
        told.failed(Stage.DESCRIPTION, what + ": " + cause.getMessage(), true);
    }
}

package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionIceErrorEvent;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import io.callvault.rtc.IceCandidate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the natives tell, on their threads: copied and handed to the peer's. Nothing may leave here as an exception: it would abort. */
final class Events implements PeerConnectionObserver {
    private static final Logger log = LoggerFactory.getLogger(Events.class);

    private final PeerThread thread;
    private final Heard heard;

    /** Hears on the peer's thread. */
    interface Heard {
        void candidate(IceCandidate candidate);

        void gathered();

        void state(RTCPeerConnectionState state);

        void relayError(String why);
    }

    Events(PeerThread thread, Heard heard) {
        this.thread = thread;
        this.heard = heard;
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        hand(() -> {
            IceCandidate copy = new IceCandidate(candidate.sdpMid, candidate.sdpMLineIndex, candidate.sdp);
            thread.run(() -> heard.candidate(copy));
        });
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            hand(() -> thread.run(heard::gathered));
        }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        hand(() -> thread.run(() -> heard.state(state)));
    }

    /** 701 says that a server was not reached from one of several addresses, which is no news (W3C WebRTC, section 4.8.3). */
    @Override
    public void onIceCandidateError(RTCPeerConnectionIceErrorEvent event) {
        hand(() -> {
            if (event.getErrorCode() != 701) {
                String why = "the relay " + event.getUrl() + " answered " + event.getErrorCode();
                thread.run(() -> heard.relayError(why));
            }
        });
    }

    private static void hand(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException | Error e) {
            log.error("news of the natives was lost", e);
        }
    }
}

package io.callvault.rtc.webrtc;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.AudioSink;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.VideoSink;
import java.util.List;

/** A connection that never was: it tells why, and that it is closed. */
final class FailedPeer implements Peer {
    private final PeerThread thread;
    private final PeerListener told;

    FailedPeer(String name, PeerListener listener, String why) {
        thread = new PeerThread("call-" + name);
        told = new SafeListener(listener);
        thread.run(() -> told.failed(PeerListener.Stage.ENGINE, why, true));
    }

    @Override
    public void close() {
        thread.runLast(() -> told.state(PeerState.CLOSED));
    }

    @Override
    public void offer(boolean restart) {}

    @Override
    public void takeOffer(String sdp) {}

    @Override
    public void answer() {}

    @Override
    public void takeAnswer(String sdp) {}

    @Override
    public void takeCandidates(List<IceCandidate> candidates) {}

    @Override
    public void relays(List<IceServer> servers) {}

    @Override
    public void send(AudioInput audio) {}

    @Override
    public void send(VideoInput video) {}

    @Override
    public void mute(boolean muted) {}

    @Override
    public void volume(int percent) {}

    @Override
    public void bounds(Bounds bounds) {}

    @Override
    public void showRemote(VideoSink sink) {}

    @Override
    public void showLocal(VideoSink sink) {}

    @Override
    public void hearRemote(AudioSink sink) {}
}

package io.callvault.rtc.webrtc;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.AudioSink;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.VideoSink;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The port's methods, each handed to the peer's thread. */
final class WebRtcPeer implements Peer {
    private final PeerThread thread;
    private final PeerListener told;
    private final Runnable closed;
    private @Nullable Connection connection; // of the peer's thread

    /** @param closed when the last native call is made, on the peer's thread */
    WebRtcPeer(Natives natives, PeerPlan plan, PeerListener listener, Runnable closed) {
        this.closed = closed;
        thread = new PeerThread("call-" + plan.name());
        told = new SafeListener(listener);
        thread.run(() -> {
            try {
                connection = new Connection(natives, plan, told, thread);
            } catch (RuntimeException | Error e) {
                told.failed(PeerListener.Stage.ENGINE, "the connection could not be made: " + e.getMessage(), true);
            }
        });
    }

    @Override
    public void offer(boolean restart) {
        run(it -> it.offer(restart));
    }

    @Override
    public void takeOffer(String sdp) {
        run(it -> it.takeOffer(sdp));
    }

    @Override
    public void answer() {
        run(Connection::answer);
    }

    @Override
    public void takeAnswer(String sdp) {
        run(it -> it.takeAnswer(sdp));
    }

    @Override
    public void takeCandidates(List<IceCandidate> candidates) {
        List<IceCandidate> copy = List.copyOf(candidates);
        run(it -> it.takeCandidates(copy));
    }

    @Override
    public void relays(List<IceServer> servers) {
        List<IceServer> copy = List.copyOf(servers);
        run(it -> it.relays(copy));
    }

    @Override
    public void send(AudioInput audio) {
        run(it -> it.media().send(audio));
    }

    @Override
    public void send(VideoInput video) {
        run(it -> it.media().send(video));
    }

    @Override
    public void mute(boolean muted) {
        run(it -> it.media().audio().mute(muted));
    }

    @Override
    public void volume(int percent) {
        run(it -> it.media().volume(percent));
    }

    @Override
    public void bounds(Bounds bounds) {
        run(it -> it.bounds(bounds));
    }

    @Override
    public void showRemote(VideoSink sink) {
        run(it -> it.media().remote().show(sink));
    }

    @Override
    public void showLocal(VideoSink sink) {
        run(it -> it.media().video().show(sink));
    }

    @Override
    public void hearRemote(AudioSink sink) {
        run(it -> it.media().remote().hear(sink));
    }

    @Override
    public void close() {
        thread.runLast(() -> {
            try {
                if (connection != null) {
                    connection.close();
                    connection = null;
                }
            } finally {
                closed.run();
                told.state(PeerState.CLOSED);
            }
        });
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return thread.awaitEnd(limit);
    }

    private void run(Consumer<Connection> step) {
        thread.run(() -> {
            if (connection != null) {
                step.accept(connection);
            }
        });
    }
}

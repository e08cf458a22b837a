package io.callvault.desktop.call;

import io.callvault.model.call.CallSignal;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerStats;
import java.util.Optional;

/** What each side of a call sends, how well it gets through, and what its owner should be told. On the call thread. */
final class Senses {

    private final Quality quality = new Quality();
    private final Voice voice = new Voice();
    private boolean muted;
    private boolean camera;
    private Optional<String> shared = Optional.empty();
    private CallView.Side other = new CallView.Side(true, false, false);
    private boolean otherStopped;
    private Optional<CallView.Hint> failure = Optional.empty();

    Quality quality() {
        return quality;
    }

    void mute(boolean now) {
        muted = now;
        voice.forget();
        forget(CallView.Hint.MICROPHONE_FAILED);
    }

    boolean muted() {
        return muted;
    }

    void camera(boolean on) {
        camera = on;
        quality.insist();
        forget(CallView.Hint.CAMERA_FAILED);
    }

    boolean camera() {
        return camera;
    }

    void share(Optional<String> source) {
        shared = source;
        quality.insist();
        forget(CallView.Hint.SHARE_FAILED);
    }

    Optional<String> shared() {
        return shared;
    }

    private void forget(CallView.Hint hint) {
        failure = failure.filter(known -> known != hint);
    }

    /** A device failed: what it gave is no longer sent. */
    void failed(PeerListener.Stage stage) {
        switch (stage) {
            case CAMERA -> {
                camera = false;
                failure = Optional.of(CallView.Hint.CAMERA_FAILED);
            }
            case SCREEN -> {
                shared = Optional.empty();
                failure = Optional.of(CallView.Hint.SHARE_FAILED);
            }
            case MICROPHONE -> failure = Optional.of(CallView.Hint.MICROPHONE_FAILED);
            case SPEAKER, ENGINE, DESCRIPTION, ICE, DTLS -> {}
        }
    }

    void second(PeerStats stats, int minVideoKbps) {
        quality.second(stats, minVideoKbps);
    }

    void level(double dbfs) {
        voice.level(dbfs);
    }

    void told(CallSignal.State state) {
        boolean stopped = other.camera() && !state.camera() && state.weak();
        otherStopped = !state.camera() && (stopped || (otherStopped && state.weak()));
        other = new CallView.Side(state.microphone(), state.camera(), state.sharing());
        quality.otherWeak(state.weak());
    }

    CallView.Side own() {
        return new CallView.Side(!muted, camera, shared.isPresent());
    }

    CallView.Side other() {
        return other;
    }

    /** What the other side is to know. */
    CallSignal.State signal() {
        boolean room = !quality.noRoomForVideo();
        return new CallSignal.State(!muted, camera && room, shared.isPresent() && room, quality.weak() || !room);
    }

    /** The most urgent line of help. */
    Optional<CallView.Hint> hint(boolean connected) {
        if (failure.isPresent() || !connected) {
            return failure;
        }
        if (quality.noRoomForVideo() && (camera || shared.isPresent())) {
            return Optional.of(CallView.Hint.VIDEO_OFF_FOR_SOUND);
        }
        if (muted && voice.talking()) {
            return Optional.of(CallView.Hint.MUTED_AND_TALKING);
        }
        if (!muted && voice.silent()) {
            return Optional.of(CallView.Hint.MICROPHONE_SILENT);
        }
        return otherStopped ? Optional.of(CallView.Hint.OTHER_VIDEO_OFF_FOR_SOUND) : Optional.empty();
    }
}

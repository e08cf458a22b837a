package io.callvault.desktop.call;

import io.callvault.model.call.CallEvent;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine tells of a call's peer, as events of the call. On the call thread. */
final class PeerEvents implements PeerListener {

    private static final Logger LOG = LoggerFactory.getLogger(PeerEvents.class);

    /** An honest app may send a candidate of a kind that is not known here; nobody sends so many. */
    private static final int MOST_REFUSALS = 32;

    private final LiveCall call;
    private final Descriptions descriptions;
    private final Senses senses;
    private boolean connected;
    private boolean secured;
    private int refusals;

    PeerEvents(LiveCall call, Descriptions descriptions, Senses senses) {
        this.call = call;
        this.descriptions = descriptions;
        this.senses = senses;
    }

    @Override
    public void described(Description local) {
        if (!call.state().over()) {
            call.described(local.type() == Description.Type.OFFER, local.sdp());
        }
    }

    @Override
    public void found(List<IceCandidate> candidates, boolean last) {
        if (!call.state().over()) {
            call.found(candidates, last);
        }
    }

    @Override
    public void state(PeerState state) {
        switch (state) {
            case CONNECTED -> {
                connected = true;
                up();
            }
            case DISCONNECTED -> {
                connected = false;
                call.feed(new CallEvent.PathDown());
            }
            case FAILED -> {
                connected = false;
                call.feed(new CallEvent.PathFailed());
            }
            case CLOSED -> call.feed(new CallEvent.MediaFailed());
            case NEW, CONNECTING -> LOG.debug("{}", state);
        }
    }

    @Override
    public void secured(String fingerprint) {
        if (descriptions.expects(fingerprint)) {
            secured = true;
            up();
        } else {
            LOG.warn("the key of the media is not the one that was signed");
            call.feed(new CallEvent.NotAuthentic());
        }
    }

    private void up() {
        if (connected && secured) {
            senses.quality().newPath();
            call.feed(new CallEvent.PathUp());
        }
    }

    @Override
    public void first(Kind kind) {
        LOG.info("call {}: first {}", call.facts().id(), kind);
    }

    @Override
    public void stats(PeerStats stats) {
        if (!call.state().phase().established()) {
            return;
        }
        var before = senses.signal();
        senses.second(stats, call.media().minVideoKbps());
        if (!senses.signal().equals(before)) {
            call.showOwn();
            call.tellState();
        }
        call.changed();
    }

    @Override
    public void level(double dbfs) {
        if (call.state().phase().established()) {
            senses.level(dbfs);
            call.changed();
        }
    }

    @Override
    public void refused(String why, boolean description) {
        if (refusals++ == 0) {
            LOG.warn("call {}: refused: {}", call.facts().id(), why);
        }
        if (description || refusals > MOST_REFUSALS) {
            call.feed(new CallEvent.Refused());
        }
    }

    @Override
    public void failed(Stage stage, String why, boolean fatal) {
        LOG.warn("call {}: {} failed: {}", call.facts().id(), stage, why);
        if (fatal) {
            call.feed(stage == Stage.ICE ? new CallEvent.PathFailed() : new CallEvent.MediaFailed());
            return;
        }
        senses.failed(stage);
        call.showOwn();
        call.tellState();
        call.changed();
    }
}

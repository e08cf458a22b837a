package io.callvault.signaling.bot.call;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoInput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call with Echo, taken as soon as it rings. Lives on the agent's thread; what the engine tells comes there first. Who calls
 * is not checked: nothing is shown or told to them but what they sent themselves.
 */
final class EchoCall {

    private static final Logger LOG = LoggerFactory.getLogger(EchoCall.class);

    /** What the agent gives its calls. */
    interface Desk {
        AgentSelf self();

        void send(Frame.Call frame);

        /** The server's clock, Unix milliseconds. */
        long serverMillis();

        /** Runs it on the agent's thread. */
        void execute(Runnable chore);

        void over(EchoCall call);
    }

    /**
     * @param longest of a call
     * @param idle without a packet of sound or picture
     */
    record Patience(Duration longest, Duration idle) {
        static final Patience USUAL = new Patience(Duration.ofMinutes(10), Duration.ofSeconds(30));
    }

    private final Desk desk;
    private final Frame.Call invite;
    private final CallParty caller;
    private final AgentSelf.Place place;
    private final Patience patience;
    private final long sinceNanos;
    private final Peer peer;
    private final EchoSound sound = new EchoSound();
    private final EchoPicture picture;
    private long packets;
    private long heardNanos;
    private boolean over;

    EchoCall(
            Desk desk,
            Frame.Call invite,
            CallParty caller,
            CallEngine engine,
            List<IceServer> relays,
            Patience patience,
            long nowNanos) {
        this.desk = desk;
        this.invite = invite;
        this.caller = caller;
        this.place = new AgentSelf.Place(invite.callId(), invite.conversationId(), Optional.of(caller.deviceId()));
        this.patience = patience;
        this.sinceNanos = nowNanos;
        this.heardNanos = nowNanos;
        this.picture = new EchoPicture(desk::serverMillis);
        PeerPlan plan = new PeerPlan(
                "echo-" + invite.callId().toString().substring(24),
                relays,
                false,
                new AudioInput.Generated(sound),
                new VideoInput.Generated(picture),
                Bounds.NORMAL);
        this.peer = engine.open(plan, new Ears());
        peer.hearRemote(sound);
        peer.showRemote(picture);
    }

    /** Rings, takes the call and answers. */
    void begin(CallSignal.Invite offer) {
        send(new CallSignal.Ringing());
        send(new CallSignal.Accept(offer.video()));
        peer.takeOffer(offer.sdp());
        peer.answer();
    }

    /** What the caller says while the call runs. */
    void heard(CallSignal signal) {
        switch (signal) {
            case CallSignal.Ice ice ->
                peer.takeCandidates(ice.candidates().stream()
                        .map(one -> new IceCandidate(one.mid(), one.line(), one.text()))
                        .toList());
            case CallSignal.Offer offer -> takeOffer(offer.sdp());
            case CallSignal.Restart restart -> takeOffer(restart.sdp());
            case CallSignal.Hangup hangup -> end("the caller hung up: " + hangup.reason());
            case CallSignal.AnsweredElsewhere elsewhere -> end("another device has it");
            case CallSignal.Invite again -> LOG.debug("the same invite again");
            case CallSignal.State state -> {}
            case CallSignal.Ringing odd -> {}
            case CallSignal.Accept odd -> {}
            case CallSignal.Decline odd -> {}
            case CallSignal.Busy odd -> {}
            case CallSignal.Answer odd -> {}
        }
    }

    private void takeOffer(String sdp) {
        if (!sdp.isEmpty()) {
            peer.takeOffer(sdp);
            peer.answer();
        }
    }

    boolean fits(Frame.Call frame) {
        return frame.callId().equals(invite.callId())
                && frame.from().filter(caller::equals).isPresent();
    }

    /** Whether a frame of the server itself belongs here: those come from nobody. */
    boolean fitsUnsigned(Frame.Call frame) {
        return frame.callId().equals(invite.callId()) && frame.from().isEmpty();
    }

    /** Ends a call that has lasted, or been silent, too long. About once a second. */
    void look(long nowNanos) {
        if (nowNanos - sinceNanos > patience.longest().toNanos()) {
            hangUp(CallEnd.HUNG_UP, "it has lasted " + patience.longest());
        } else if (nowNanos - heardNanos > patience.idle().toNanos()) {
            hangUp(CallEnd.CONNECTION_LOST, "nothing was heard for " + patience.idle());
        }
    }

    /** Says why, and ends. */
    void hangUp(CallEnd reason, String why) {
        if (!over) {
            send(new CallSignal.Hangup(reason));
            end(why);
        }
    }

    /** Ends without a word. */
    void end(String why) {
        if (!over) {
            over = true;
            LOG.info("call {} is over: {}", invite.callId(), why);
            peer.close();
            desk.over(this);
        }
    }

    private void send(CallSignal signal) {
        desk.send(desk.self().frame(place, signal));
    }

    /** Brings what the engine tells to the agent's thread. */
    private final class Ears implements PeerListener {

        @Override
        public void described(Description local) {
            desk.execute(() -> {
                if (!over) {
                    CallSignal.Answer answer = new CallSignal.Answer(local.sdp(), desk.serverMillis());
                    desk.send(desk.self().signed(place, answer, Proofs.CallRole.ANSWER, caller.userId()));
                }
            });
        }

        @Override
        public void found(List<IceCandidate> candidates, boolean last) {
            desk.execute(() -> {
                if (!over) {
                    send(new CallSignal.Ice(
                            candidates.stream()
                                    .map(one -> new CallSignal.Candidate(one.mid(), one.line(), one.text()))
                                    .toList(),
                            last));
                }
            });
        }

        @Override
        public void state(PeerState state) {
            LOG.debug("call {}: {}", invite.callId(), state);
        }

        @Override
        public void secured(String fingerprint) {
            LOG.debug("call {}: keys are exchanged", invite.callId());
        }

        @Override
        public void first(Kind kind) {
            desk.execute(() -> heardNanos = System.nanoTime());
        }

        @Override
        public void stats(PeerStats stats) {
            long now = stats.audioIn().packets() + stats.videoIn().packets();
            desk.execute(() -> {
                if (now != packets) {
                    packets = now;
                    heardNanos = System.nanoTime();
                }
            });
        }

        @Override
        public void level(double dbfs) {}

        @Override
        public void refused(String why, boolean description) {
            desk.execute(() -> {
                LOG.info("call {}: not taken: {}", invite.callId(), why);
                if (description) {
                    hangUp(CallEnd.REFUSED, why);
                }
            });
        }

        @Override
        public void failed(Stage stage, String why, boolean fatal) {
            desk.execute(() -> {
                LOG.warn("call {}: {} failed: {}", invite.callId(), stage, why);
                if (fatal) {
                    hangUp(CallEnd.MEDIA_FAILED, why);
                }
            });
        }
    }
}

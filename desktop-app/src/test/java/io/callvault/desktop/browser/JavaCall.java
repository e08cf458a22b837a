package io.callvault.desktop.browser;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.AudioSink;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.VideoSink;
import io.callvault.rtc.guard.Fingerprints;
import io.callvault.signaling.bot.call.AgentSelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A call of a {@link JavaGuest}. Its marks say when what happened first, Unix time in nanoseconds. */
public final class JavaCall {

    /** What it sends, and where what it gets goes. */
    public record Media(AudioInput audio, VideoInput video, AudioSink ear, VideoSink eye) {}

    private final JavaGuest guest;
    private final CallId id;
    private final ConversationId conversation;
    private final Peer peer;
    private final Map<String, Long> marks = new ConcurrentHashMap<>();
    private final Set<DeviceId> ringing = new LinkedHashSet<>();
    private final List<CallSignal.Candidate> own = new ArrayList<>();
    private volatile List<String> signed = List.of();
    private volatile Optional<CallEnd> end = Optional.empty();
    private Optional<CallParty> other = Optional.empty();
    private Optional<UserId> called = Optional.empty();
    private Optional<CallSignal.Invite> invite = Optional.empty();

    JavaCall(JavaGuest guest, UUID id, ConversationId conversation, Media media) {
        this.guest = guest;
        this.id = new CallId(id);
        this.conversation = conversation;
        PeerPlan plan = new PeerPlan("java", List.of(), false, media.audio(), media.video(), Bounds.NORMAL);
        peer = guest.engine().open(plan, new Ears());
        peer.hearRemote((samples, rate, channels) -> {
            note("first_sound");
            media.ear().heard(samples, rate, channels);
        });
        peer.showRemote(picture -> {
            note("first_picture");
            media.eye().show(picture);
        });
    }

    public CallId id() {
        return id;
    }

    /** When it happened first; empty if it has not. */
    public Optional<Long> mark(String name) {
        Long at = marks.get(name);
        return Optional.ofNullable(at);
    }

    private void note(String name) {
        Instant now = Instant.now();
        var _ = marks.putIfAbsent(name, now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    public Optional<CallEnd> end() {
        return end;
    }

    void dial(UserId person) {
        called = Optional.of(person);
        peer.offer(false);
    }

    void invited(Frame.Call frame, CallSignal.Invite offer) {
        other = frame.from();
        signed = Fingerprints.of(offer.sdp());
        if (guest.authentic(frame, Proofs.CallRole.OFFER, offer.timestampMs(), signed)) {
            invite = Optional.of(offer);
            peer.takeOffer(offer.sdp());
            send(new CallSignal.Ringing());
        } else {
            hangUp(CallEnd.NOT_AUTHENTIC);
        }
    }

    /** Takes a call that rings. Any thread. */
    public void accept() {
        note("accepted");
        guest.execute(() -> {
            send(new CallSignal.Accept(invite.orElseThrow().video()));
            peer.answer();
        });
    }

    void heard(Frame.Call frame, CallSignal signal) {
        switch (signal) {
            case CallSignal.Ringing ringing -> rings(frame.from().orElseThrow().deviceId());
            case CallSignal.Accept accept -> {
                note("accepted");
                other = frame.from();
                rings(frame.from().orElseThrow().deviceId());
            }
            case CallSignal.Answer answer -> {
                signed = Fingerprints.of(answer.sdp());
                if (guest.authentic(frame, Proofs.CallRole.ANSWER, answer.timestampMs(), signed)) {
                    peer.takeAnswer(answer.sdp());
                } else {
                    hangUp(CallEnd.NOT_AUTHENTIC);
                }
            }
            case CallSignal.Ice ice ->
                peer.takeCandidates(ice.candidates().stream()
                        .map(one -> new IceCandidate(one.mid(), one.line(), one.text()))
                        .toList());
            case CallSignal.Offer offer -> answerAgain(offer.sdp());
            case CallSignal.Restart restart -> answerAgain(restart.sdp());
            case CallSignal.Hangup hangup -> over(hangup.reason());
            case CallSignal.Decline decline -> over(CallEnd.DECLINED);
            case CallSignal.Busy busy -> over(CallEnd.BUSY);
            case CallSignal.AnsweredElsewhere elsewhere -> over(CallEnd.ANSWERED_ELSEWHERE);
            case CallSignal.State state -> {}
            case CallSignal.Invite again -> {}
        }
    }

    private void answerAgain(String sdp) {
        peer.takeOffer(sdp);
        peer.answer();
    }

    private void rings(DeviceId device) {
        if (ringing.add(device) && !own.isEmpty()) {
            send(Optional.of(device), new CallSignal.Ice(List.copyOf(own), false));
        }
    }

    /** Any thread. */
    public void hangUp() {
        guest.execute(() -> hangUp(CallEnd.HUNG_UP));
    }

    void hangUp(CallEnd reason) {
        if (end.isEmpty()) {
            send(new CallSignal.Hangup(reason));
            over(reason);
        }
    }

    private void over(CallEnd reason) {
        if (end.isEmpty()) {
            end = Optional.of(reason);
            note("over");
            peer.close();
        }
    }

    private void send(CallSignal signal) {
        send(other.map(CallParty::deviceId), signal);
    }

    private void send(Optional<DeviceId> to, CallSignal signal) {
        guest.send(guest.self().frame(place(to), signal));
    }

    private AgentSelf.Place place(Optional<DeviceId> to) {
        return new AgentSelf.Place(id, conversation, to);
    }

    private final class Ears implements PeerListener {

        @Override
        public void described(Description local) {
            guest.execute(() -> {
                long now = System.currentTimeMillis();
                if (local.type() == Description.Type.ANSWER) {
                    guest.send(guest.self()
                            .signed(
                                    place(other.map(CallParty::deviceId)),
                                    new CallSignal.Answer(local.sdp(), now),
                                    Proofs.CallRole.ANSWER,
                                    other.orElseThrow().userId()));
                } else {
                    guest.send(guest.self()
                            .signed(
                                    place(Optional.empty()),
                                    new CallSignal.Invite(true, local.sdp(), now),
                                    Proofs.CallRole.OFFER,
                                    called.orElseThrow()));
                }
            });
        }

        @Override
        public void found(List<IceCandidate> candidates, boolean last) {
            guest.execute(() -> {
                List<CallSignal.Candidate> fresh = candidates.stream()
                        .map(one -> new CallSignal.Candidate(one.mid(), one.line(), one.text()))
                        .toList();
                own.addAll(fresh);
                if (other.isPresent()) {
                    send(new CallSignal.Ice(fresh, last));
                } else {
                    ringing.forEach(device -> send(Optional.of(device), new CallSignal.Ice(fresh, last)));
                }
            });
        }

        @Override
        public void state(PeerState state) {
            if (state == PeerState.CONNECTED) {
                note("connected");
            }
        }

        @Override
        public void secured(String fingerprint) {
            if (Fingerprints.among(signed, fingerprint)) {
                note("secured");
            } else {
                guest.execute(() -> hangUp(CallEnd.NOT_AUTHENTIC));
            }
        }

        @Override
        public void first(Kind kind) {
            note(kind == Kind.AUDIO ? "first_sound_packet" : "first_picture_packet");
        }

        @Override
        public void stats(PeerStats stats) {}

        @Override
        public void level(double dbfs) {}

        @Override
        public void refused(String why, boolean description) {
            if (description) {
                guest.execute(() -> hangUp(CallEnd.REFUSED));
            }
        }

        @Override
        public void failed(Stage stage, String why, boolean fatal) {
            if (fatal) {
                guest.execute(() -> hangUp(CallEnd.MEDIA_FAILED));
            }
        }
    }
}

package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.CallTrace;
import io.callvault.desktop.calltest.probe.GuestLink;
import io.callvault.desktop.calltest.probe.ServerDoor;
import io.callvault.desktop.link.ThreadLoop;
import io.callvault.desktop.link.TransportKind;
import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.id.CallId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One call of a guest, from invite to hang-up, by the rules of docs/calls.md and with everything checked that the app checks.
 * The caller or the called one, as told. Everything happens on the call's own loop; {@link #run} blocks its caller.
 */
public final class TestCall implements AutoCloseable {
    /** LIBRARIES.md: a call that fails stays on the way for 40 s and more. */
    private static final Duration CONNECT = Duration.ofSeconds(15);

    /**
     * What is called, and how.
     *
     * @param with who is in the room
     * @param plan of the connection
     * @param talk how long to stay connected
     * @param calls whether this end calls; else it waits
     * @param patience how long to wait until it rings, there or here
     */
    public record Plan(ServerDoor.Person with, PeerPlan plan, Duration talk, boolean calls, Duration patience) {}

    private final ThreadLoop loop = new ThreadLoop("cv-calltest-call");
    private final ServerDoor door;
    private final CallEngine engine;
    private final Plan plan;
    private final Recorder recorder = new Recorder();
    private final CompletableFuture<CallTrace> done = new CompletableFuture<>();
    private final List<IceCandidate> found = new ArrayList<>();
    private final List<String> signedKeys = new ArrayList<>();
    private CallId call;
    private CallPapers papers;
    private Optional<GuestLink> link = Optional.empty();
    private Optional<Peer> peer = Optional.empty();
    private Optional<DeviceId> other = Optional.empty();
    private boolean foundAll;
    private boolean accepted;
    private boolean talking;

    public TestCall(ServerDoor door, CallEngine engine, Plan plan) {
        this.door = door;
        this.engine = engine;
        this.plan = plan;
        call = new CallId(new IdGenerator(door.clock(), door.random()).next());
        papers = new CallPapers(door.guest(), door.clock(), call);
    }

    /** Calls or waits, talks, hangs up; never completes exceptionally. */
    public CompletableFuture<CallTrace> run(TransportKind transport) {
        loop.execute(() -> {
            GuestLink opened = door.link(transport, frame -> loop.execute(() -> heard(frame)));
            link = Optional.of(opened);
            var _ = opened.ended().thenAccept(closed -> loop.execute(this::lost));
            var _ = opened.greeting().thenAccept(greeting -> loop.execute(() -> greeted(greeting)));
        });
        return done;
    }

    @Override
    public void close() {
        loop.execute(() -> finish("stopped"));
        loop.close();
    }

    private void greeted(GuestLink.Greeting greeting) {
        if (greeting instanceof GuestLink.Greeting.Welcomed) {
            recorder.note("linked", "");
            if (plan.calls()) {
                Peer opened = open();
                opened.offer(false);
                loop.schedule(plan.patience(), () -> unless(other.isPresent(), "not_ringing"));
                loop.schedule(plan.patience().multipliedBy(2), () -> unless(accepted, "not_accepted"));
            } else {
                loop.schedule(plan.patience(), () -> unless(accepted, "nobody_called"));
            }
        }
    }

    private void lost() {
        // A call that runs goes on without its signalling; all that was to be said has been said.
        unless(talking, "link_lost");
    }

    private Peer open() {
        Peer opened = engine.open(plan.plan(), new Ear());
        peer = Optional.of(opened);
        return opened;
    }

    // What the other end says.

    private void heard(Frame frame) {
        if (!(frame instanceof Frame.Call said) || done.isDone() || said.from().isEmpty()) {
            if (frame instanceof Frame.Call hangup
                    && hangup.kind().equals(CallKind.HANGUP.wireName())
                    && !done.isDone()) {
                finish("server_ended");
            }
            return;
        }
        Optional<CallKind> kind = CallKind.of(said.kind());
        boolean expected =
                said.callId().equals(call) || (kind.equals(Optional.of(CallKind.INVITE)) && !plan.calls() && !accepted);
        if (kind.isEmpty() || !expected) {
            return;
        }
        try {
            signal(said, said.from().get().deviceId(), CallSignalCodec.decode(kind.get(), said.payload()));
        } catch (WireException e) {
            recorder.note("unreadable", kind.get().wireName());
        }
    }

    private void signal(Frame.Call said, DeviceId from, CallSignal signal) {
        switch (signal) {
            case CallSignal.Invite invite -> invited(said, from, invite);
            case CallSignal.Ringing ringing -> {
                recorder.once("ringing");
                other = Optional.of(from);
                sendCandidates(found, foundAll);
            }
            case CallSignal.Accept accept -> {
                recorder.once("accept");
                other = Optional.of(from);
                connecting();
            }
            case CallSignal.Answer(String sdp, long ts) -> {
                if (isTheirs(from, sdp, Proofs.CallRole.ANSWER, ts, said.sig())) {
                    recorder.once("answer");
                    peer.ifPresent(open -> open.takeAnswer(sdp));
                }
            }
            case CallSignal.Ice(List<CallSignal.Candidate> candidates, boolean last) ->
                peer.ifPresent(open -> open.takeCandidates(candidates.stream()
                        .map(one -> new IceCandidate(one.mid(), one.line(), one.text()))
                        .toList()));
            case CallSignal.Hangup(CallEnd reason) -> finish(talking ? "hung_up" : "other_" + word(reason));
            case CallSignal.Decline decline -> finish("declined");
            case CallSignal.Busy busy -> finish("busy");
            case CallSignal.State state -> recorder.note("other_state", state.weak() ? "weak" : "");
            case CallSignal.Restart restart -> recorder.note("restart", "not followed by the test");
            case CallSignal.Offer offer -> recorder.note("offer", "not followed by the test");
            case CallSignal.AnsweredElsewhere elsewhere -> finish("answered_elsewhere");
        }
    }

    private void invited(Frame.Call said, DeviceId from, CallSignal.Invite invite) {
        call = said.callId();
        papers = new CallPapers(door.guest(), door.clock(), call);
        recorder.once("invite");
        if (!isTheirs(from, invite.sdp(), Proofs.CallRole.OFFER, invite.timestampMs(), said.sig())) {
            return;
        }
        other = Optional.of(from);
        send(new CallSignal.Ringing());
        recorder.once("ringing");
        Peer opened = open();
        opened.takeOffer(invite.sdp());
        send(new CallSignal.Accept(true));
        recorder.once("accept");
        connecting();
        opened.answer();
    }

    private boolean isTheirs(DeviceId from, String sdp, Proofs.CallRole role, long timestamp, Bytes sig) {
        if (!papers.isAuthentic(plan.with(), from, sdp, role, timestamp, sig)) {
            recorder.note("signature", "wrong");
            hangUp(CallEnd.NOT_AUTHENTIC, "not_authentic");
            return false;
        }
        signedKeys.addAll(CallPapers.fingerprints(sdp));
        return true;
    }

    private void connecting() {
        accepted = true;
        loop.schedule(CONNECT, () -> unless(talking, "no_path"));
    }

    // What this end says.

    private void send(CallSignal signal) {
        send(signal, Bytes.copyOf(new byte[0]));
    }

    private void send(CallSignal signal, Bytes sig) {
        link.ifPresent(open -> open.send(new Frame.Call(
                call,
                CallSignalCodec.kind(signal).wireName(),
                door.guest().conversation(),
                Optional.empty(),
                other,
                0,
                CallSignalCodec.encode(signal),
                sig)));
    }

    private void sendCandidates(List<IceCandidate> candidates, boolean last) {
        if (candidates.isEmpty() && !last) {
            return;
        }
        List<CallSignal.Candidate> all = candidates.stream()
                .map(one -> new CallSignal.Candidate(one.mid(), one.line(), one.text()))
                .toList();
        for (int i = 0; i <= all.size() / CallSignalCodec.MAX_CANDIDATES; i++) {
            int to = Math.min(all.size(), (i + 1) * CallSignalCodec.MAX_CANDIDATES);
            send(new CallSignal.Ice(all.subList(i * CallSignalCodec.MAX_CANDIDATES, to), last && to == all.size()));
        }
    }

    private void describe(Description local) {
        long now = door.clock().millis();
        boolean offer = local.type() == Description.Type.OFFER;
        Bytes sig = papers.sign(
                local.sdp(), plan.with().user(), offer ? Proofs.CallRole.OFFER : Proofs.CallRole.ANSWER, now);
        if (offer) {
            recorder.once("invite");
            send(new CallSignal.Invite(true, local.sdp(), now), sig);
        } else {
            recorder.once("answer");
            send(new CallSignal.Answer(local.sdp(), now), sig);
        }
    }

    private void unless(boolean well, String end) {
        if (!well) {
            hangUp(CallEnd.NO_CONNECTION, end);
        }
    }

    private void hangUp(CallEnd reason, String end) {
        if (!done.isDone()) {
            send(new CallSignal.Hangup(reason));
            finish(end);
        }
    }

    private void finish(String end) {
        if (done.isDone()) {
            return;
        }
        recorder.note("ended", end);
        recorder.end(end);
        peer.ifPresent(Peer::close);
        // What was said last is to leave before the line goes.
        loop.schedule(Duration.ofMillis(100), () -> link.ifPresent(GuestLink::close));
        done.complete(recorder.trace(
                call, plan.calls(), plan.with().name(), plan.plan().relayOnly()));
    }

    private static String word(CallEnd reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** Hears the engine on its thread, and hops to the loop. */
    private final class Ear implements PeerListener {

        @Override
        public void described(Description local) {
            loop.execute(() -> describe(local));
        }

        @Override
        public void found(List<IceCandidate> candidates, boolean last) {
            loop.execute(() -> {
                found.addAll(candidates);
                foundAll |= last;
                if (other.isPresent() && (accepted || plan.calls())) {
                    sendCandidates(candidates, last);
                }
            });
        }

        @Override
        public void state(PeerState state) {
            loop.execute(() -> {
                switch (state) {
                    case CONNECTING -> recorder.once("ice_checking");
                    case CONNECTED -> connected();
                    case DISCONNECTED -> recorder.note("disconnected", "");
                    case FAILED -> hangUp(CallEnd.NO_CONNECTION, talking ? "path_lost" : "no_path");
                    case NEW, CLOSED -> {
                        // Nothing to tell.
                    }
                }
            });
        }

        private void connected() {
            recorder.once("ice_connected");
            if (!talking) {
                talking = true;
                loop.schedule(plan.talk(), () -> hangUp(CallEnd.HUNG_UP, "hung_up"));
            }
        }

        @Override
        public void secured(String fingerprint) {
            loop.execute(() -> {
                recorder.once("dtls");
                if (!signedKeys.contains(fingerprint)) {
                    hangUp(CallEnd.NOT_AUTHENTIC, "not_authentic");
                }
            });
        }

        @Override
        public void first(Kind kind) {
            loop.execute(() -> recorder.once(kind == Kind.AUDIO ? "first_audio" : "first_video"));
        }

        @Override
        public void stats(PeerStats stats) {
            recorder.second(stats);
        }

        @Override
        public void level(double dbfs) {
            // The microphone has its own step.
        }

        @Override
        public void refused(String why, boolean description) {
            loop.execute(() -> {
                recorder.note("refused", why);
                if (description) {
                    hangUp(CallEnd.REFUSED, "description_refused");
                }
            });
        }

        @Override
        public void failed(Stage stage, String why, boolean fatal) {
            loop.execute(() -> {
                recorder.note("failed", stage + ": " + why);
                if (fatal) {
                    hangUp(
                            CallEnd.MEDIA_FAILED,
                            stage == Stage.ICE || stage == Stage.DTLS ? "no_path" : "engine_failed");
                }
            });
        }
    }
}

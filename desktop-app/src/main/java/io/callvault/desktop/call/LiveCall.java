package io.callvault.desktop.call;

import io.callvault.desktop.link.Loop;
import io.callvault.model.call.CallEffect;
import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallEvent;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallPhase;
import io.callvault.model.call.CallSignal;
import io.callvault.model.call.CallState;
import io.callvault.model.call.CallTable;
import io.callvault.model.call.CallTimer;
import io.callvault.model.crypto.Proofs.CallRole;
import io.callvault.model.id.DeviceId;
import io.callvault.model.message.Body;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.Peer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of this device: feeds the table with what happens and carries out what it says. On the call thread; after {@link
 * CallEffect.Finish} nothing has an effect any more.
 */
final class LiveCall {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);

    /** A called person with more devices than that is not everybody's to ring. */
    private static final int MOST_DEVICES = 16;

    /** The app may die: how often the length of the call is noted. */
    private static final Duration NOTE_EVERY = Duration.ofSeconds(10);

    /** The caller, and the server, end the ringing; this device only if both are silent. */
    private static final long RING_GRACE_MS = 1_000;

    private final CallTools tools;
    private final CallFacts facts;
    private final Consumer<LiveCall> changed;
    private final MediaLine media;
    private final Descriptions descriptions;
    private final Senses senses = new Senses();
    private final Map<CallTimer, Loop.Timer> timers = new EnumMap<>(CallTimer.class);
    private final Set<DeviceId> ringing = new LinkedHashSet<>();
    private CallState state;
    private Duration ringFor = CallTimer.RING.after();
    private boolean taken;
    private boolean answered;
    private boolean told;
    private Optional<Long> connectedAtMs = Optional.empty();
    private Optional<Long> endedAtMs = Optional.empty();

    LiveCall(CallTools tools, CallFacts facts, CallState start, MediaLine.Sinks sinks, Consumer<LiveCall> changed) {
        this.tools = tools;
        this.facts = facts;
        this.state = start;
        this.changed = changed;
        this.descriptions = new Descriptions(tools, facts);
        PeerEvents events = new PeerEvents(this, descriptions, senses);
        this.media = new MediaLine(
                tools,
                facts.id().toString(),
                new EngineEars(tools.loop(), events, sinks.levels()),
                sinks,
                () -> feed(new CallEvent.MediaFailed()));
    }

    CallFacts facts() {
        return facts;
    }

    CallState state() {
        return state;
    }

    Senses senses() {
        return senses;
    }

    MediaLine media() {
        return media;
    }

    /** Somebody on this device calls. */
    void dial() {
        senses.camera(facts.video());
        showOwn();
        note();
        feed(new CallEvent.Begin());
    }

    /**
     * A device of a contact calls; the invite was found authentic.
     *
     * @param expiresAtMs server time
     */
    void ring(String offer, long expiresAtMs) {
        long left = expiresAtMs - tools.clock().millis();
        ringFor = Duration.ofMillis(Math.clamp(left, 0, CallTimer.RING.after().toMillis()) + RING_GRACE_MS);
        descriptions.heard(offer);
        note();
        feed(new CallEvent.Begin());
        // Looked at while it rings, so that accepting is fast; nothing leaves this device before that.
        media.with(this::takeOffer);
    }

    /** The person takes it. */
    void accept(boolean video) {
        if (state.phase() == CallPhase.RINGING_HERE) {
            senses.camera(video);
            showOwn();
            feed(new CallEvent.Accept());
        }
    }

    void feed(CallEvent event) {
        CallPhase before = state.phase();
        CallTable.Step step = CallTable.step(state, event);
        state = step.state();
        if (before != state.phase()) {
            LOG.info(
                    "call {}: {} after {}",
                    facts.id(),
                    state.phase(),
                    event.getClass().getSimpleName());
        }
        step.effects().forEach(this::carryOut);
        changed.accept(this);
    }

    // Effects.

    private void carryOut(CallEffect effect) {
        switch (effect) {
            case CallEffect.MakeOffer(boolean restart) -> {
                if (restart) {
                    media.refreshRelays(() -> media.with(peer -> peer.offer(true)));
                } else {
                    media.with(peer -> peer.offer(false));
                }
            }
            case CallEffect.MakeAnswer() -> media.with(this::answer);
            case CallEffect.TakeAnswer() -> media.with(peer -> peer.takeAnswer(descriptions.heard()));
            case CallEffect.Send(CallKind kind) -> send(kind);
            case CallEffect.WishRestart() ->
                media.refreshRelays(
                        () -> send(new CallSignal.Restart("", tools.clock().millis())));
            case CallEffect.SendHangup(CallEnd reason) -> sendLast(new CallSignal.Hangup(reason));
            case CallEffect.SendCandidates(DeviceId to) -> {
                if (ringing.size() < MOST_DEVICES) {
                    ringing.add(to);
                }
                tellCandidates(to);
            }
            case CallEffect.SendAgain() -> sendAgain();
            // The view tells the window to ring.
            case CallEffect.Alert() -> LOG.debug("rings");
            case CallEffect.Quiet() -> LOG.debug("rings no more");
            case CallEffect.StartTimer(CallTimer timer) -> startTimer(timer);
            case CallEffect.StopTimer(CallTimer timer) -> stopTimer(timer);
            case CallEffect.OpenSound() -> openSound();
            case CallEffect.Finish(CallEnd end) -> finish(end);
        }
    }

    private void send(CallKind kind) {
        switch (kind) {
            case INVITE -> {
                told = true;
                descriptions.said(Optional.empty()).ifPresent(tools.signals()::send);
            }
            case RINGING -> send(new CallSignal.Ringing());
            case ACCEPT -> send(new CallSignal.Accept(senses.camera()));
            case ANSWER, RESTART, OFFER -> descriptions.said(state.other()).ifPresent(tools.signals()::send);
            case DECLINE -> sendLast(new CallSignal.Decline());
            case BUSY, ICE, STATE, HANGUP, ANSWERED_ELSEWHERE -> LOG.error("the table does not send {}", kind);
        }
    }

    private void send(CallSignal signal) {
        tools.signals().send(frame(signal));
    }

    private void sendLast(CallSignal signal) {
        tools.signals().sendLast(frame(signal));
    }

    private Frame.Call frame(CallSignal signal) {
        return Signals.frame(facts.id(), facts.conversation(), state.other(), signal, Seal.NONE);
    }

    /** What the other side needs in this phase and may not have got. */
    private void sendAgain() {
        switch (state.phase()) {
            case CALLING, RINGING_THERE -> {
                send(CallKind.INVITE);
                ringing.forEach(this::tellCandidates);
            }
            case RINGING_HERE -> send(CallKind.RINGING);
            case CONNECTING, CONNECTED, RECONNECTING -> {
                boolean connecting = state.phase() == CallPhase.CONNECTING;
                if (facts.incoming() && connecting) {
                    send(CallKind.ACCEPT);
                    send(CallKind.ANSWER);
                } else if (state.offerOut() && !isInvite()) {
                    send(CallKind.RESTART);
                }
                state.other().ifPresent(this::tellCandidates);
                tellState();
            }
            case DIALING, ENDED -> {}
        }
    }

    private boolean isInvite() {
        return descriptions
                .said(Optional.empty())
                .filter(frame -> frame.kind().equals(CallKind.INVITE.wireName()))
                .isPresent();
    }

    private void tellCandidates(DeviceId to) {
        if (descriptions.foundAny()) {
            descriptions.candidates(to).forEach(tools.signals()::send);
        }
    }

    /** Own candidates go to who may need them: while it rings there, to every device that does. */
    void found(List<IceCandidate> candidates, boolean last) {
        List<IceCandidate> fit = descriptions.found(candidates, last);
        Set<DeviceId> to = state.phase().early()
                ? ringing
                : Set.copyOf(state.other().stream().toList());
        if (facts.incoming() && state.phase().early()) {
            return;
        }
        to.forEach(device -> descriptions.candidates(device, fit, last).forEach(tools.signals()::send));
    }

    private void takeOffer(Peer peer) {
        if (!taken) {
            taken = true;
            peer.takeOffer(descriptions.heard());
        }
    }

    /** An offer that came twice is answered with the same words. */
    private void answer(Peer peer) {
        if (taken && answered) {
            send(CallKind.ANSWER);
            return;
        }
        takeOffer(peer);
        answered = true;
        peer.answer();
    }

    /** Another offer of the running call, found authentic. */
    void offered(DeviceId by, String sdp) {
        if (!sdp.equals(descriptions.heard())) {
            descriptions.heard(sdp);
            taken = false;
            answered = false;
        }
        feed(new CallEvent.Offered(by));
    }

    /** The answer to the own offer, found authentic. */
    void answered(DeviceId by, String sdp) {
        descriptions.heard(sdp);
        feed(new CallEvent.Answered(by));
    }

    /** Whether it is the description taken last, told again. */
    boolean knows(String sdp) {
        return descriptions.heard().equals(sdp);
    }

    /** The own description is there. */
    void described(boolean offer, String sdp) {
        CallRole role = offer ? CallRole.OFFER : CallRole.ANSWER;
        boolean first = state.phase() == CallPhase.DIALING;
        boolean signed = descriptions.describe(role, sdp, now -> {
            if (!offer) {
                return new CallSignal.Answer(sdp, now);
            }
            return first ? new CallSignal.Invite(facts.video(), sdp, now) : new CallSignal.Restart(sdp, now);
        });
        feed(signed ? new CallEvent.Described(offer) : new CallEvent.Closing());
    }

    boolean authentic(CallParty from, CallRole role, long timestampMs, String sdp, Frame.Call frame) {
        return descriptions.authentic(from, role, timestampMs, sdp, frame.sig());
    }

    void theirCandidates(CallSignal.Ice ice) {
        var candidates = descriptions.theirs(ice);
        if (!candidates.isEmpty()) {
            media.with(peer -> peer.takeCandidates(candidates));
        }
    }

    private void startTimer(CallTimer timer) {
        stopTimer(timer);
        Duration after = timer == CallTimer.RING ? ringFor : timer.after();
        timers.put(timer, tools.loop().schedule(after, () -> {
            timers.remove(timer);
            feed(new CallEvent.TimedOut(timer));
        }));
    }

    private void stopTimer(CallTimer timer) {
        Loop.Timer running = timers.remove(timer);
        if (running != null) {
            running.cancel();
        }
    }

    private void openSound() {
        connectedAtMs = Optional.of(tools.clock().millis());
        media.openSound();
        tellState();
        noteSeconds();
    }

    /** Tells what this side sends. */
    void tellState() {
        if (state.phase().established()) {
            send(senses.signal());
        }
    }

    /** Shows what is wished and there is room for. */
    void showOwn() {
        media.pictures(senses.camera(), senses.shared(), !senses.quality().noRoomForVideo());
    }

    void changed() {
        changed.accept(this);
    }

    // History.

    private void note() {
        tools.history().begun(facts.conversation(), !facts.incoming(), record(CallEnd.OTHER));
    }

    private void noteSeconds() {
        if (!state.over()) {
            tools.history().goesOn(facts.id(), seconds());
            tools.loop().schedule(NOTE_EVERY, this::noteSeconds);
        }
    }

    private long seconds() {
        long until = endedAtMs.orElseGet(() -> tools.clock().millis());
        return connectedAtMs.map(from -> Math.max(0, (until - from) / 1_000)).orElse(0L);
    }

    private Body.Call record(CallEnd end) {
        boolean accepted = (state.other().isPresent() && !facts.incoming())
                || connectedAtMs.isPresent()
                || (facts.incoming() && answered && end != CallEnd.ANSWERED_ELSEWHERE);
        return new Body.Call(facts.id(), facts.video(), accepted, end, facts.startedMs(), seconds());
    }

    private void finish(CallEnd end) {
        endedAtMs = Optional.of(tools.clock().millis());
        timers.values().forEach(Loop.Timer::cancel);
        timers.clear();
        media.close();
        LOG.info("call {} is over: {}", facts.id(), end);
        boolean line = told && !(end == CallEnd.UNAVAILABLE && connectedAtMs.isEmpty());
        tools.history()
                .ended(
                        facts.conversation(),
                        !facts.incoming(),
                        record(end),
                        senses.quality().mos(),
                        line);
    }

    /** As it is drawn. */
    CallView view() {
        boolean path = state.phase() == CallPhase.CONNECTED;
        return new CallView(
                facts.id(),
                facts.conversation(),
                facts.with().user(),
                facts.with().name(),
                facts.incoming(),
                facts.video(),
                switch (state.phase()) {
                    case DIALING, CALLING -> CallView.Phase.CALLING;
                    case RINGING_THERE, RINGING_HERE -> CallView.Phase.RINGING;
                    case CONNECTING -> CallView.Phase.CONNECTING;
                    case CONNECTED -> CallView.Phase.CONNECTED;
                    case RECONNECTING -> CallView.Phase.RECONNECTING;
                    case ENDED -> CallView.Phase.ENDED;
                },
                senses.own(),
                senses.other(),
                senses.quality().view(path || !state.phase().established()),
                connectedAtMs,
                senses.hint(path),
                state.end());
    }
}

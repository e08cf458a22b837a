package io.callvault.desktop.call;

import io.callvault.desktop.link.Session;
import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallEvent;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.call.CallState;
import io.callvault.model.crypto.Proofs.CallRole;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.WireException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is one call at most: brings frames to the call they belong to, says busy to others, settles two calls
 * that crossed (glare), and keeps out what belongs to none. On the call thread.
 */
final class Switchboard {

    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    /** Frames that wait for the call thread; an honest call has a few dozen in its first second. */
    private static final int MOST_WAITING = 512;

    private static final int MOST_ENDED = 64;

    /** A device that is not known yet is announced by an event on the same connection. */
    private static final Duration DEVICE_PATIENCE = Duration.ofMillis(200);

    private static final int DEVICE_LOOKS = 10;
    private static final int MOST_LOOKED_FOR = 4;

    /** Makes a call of this device. */
    interface Maker {
        LiveCall make(CallFacts facts, CallState start, Consumer<LiveCall> changed);
    }

    private final CallTools tools;
    private final Maker maker;
    private final Consumer<Optional<LiveCall>> shown;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<CallId, CallEnd> ended = new LinkedHashMap<>();
    private Optional<LiveCall> current = Optional.empty();
    private int lookedFor;
    private long dropped;
    private long nextSaid = 1;

    Switchboard(CallTools tools, Maker maker, Consumer<Optional<LiveCall>> shown) {
        this.tools = tools;
        this.maker = maker;
        this.shown = shown;
    }

    /** The call there is, or the last one until it is dismissed. */
    Optional<LiveCall> call() {
        return current;
    }

    private boolean idle() {
        return current.isEmpty() || current.get().state().over();
    }

    void dial(CallId id, ConversationId conversation, boolean video) {
        Optional<People.Other> with = tools.people().other(conversation);
        if (!idle() || with.isEmpty()) {
            LOG.info("no call is made: {}", with.isEmpty() ? "nobody to call there" : "there is one");
            return;
        }
        CallFacts facts = new CallFacts(
                id, conversation, with.get(), false, video, tools.clock().millis());
        LiveCall call = maker.make(facts, CallState.dialed(), this::changed);
        current = Optional.of(call);
        call.dial();
    }

    void dismiss(CallId id) {
        if (idle() && current.filter(call -> call.facts().id().equals(id)).isPresent()) {
            current = Optional.empty();
            shown.accept(current);
        }
    }

    void linkBack() {
        tools.signals().linkBack();
        current.ifPresent(call -> call.feed(new CallEvent.LinkBack()));
    }

    /** Any thread. */
    void received(Frame.Call frame) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            drop("too many at once");
            return;
        }
        tools.loop().execute(() -> {
            waiting.decrementAndGet();
            take(frame, DEVICE_LOOKS);
        });
    }

    /** @param looks how often a device that is not known here is waited for */
    private void take(Frame.Call frame, int looks) {
        Optional<CallKind> kind = CallKind.of(frame.kind());
        if (kind.isEmpty()) {
            drop("a kind of a newer app");
            return;
        }
        CallSignal signal;
        try {
            signal = CallSignalCodec.decode(kind.get(), frame.payload());
        } catch (WireException e) {
            drop("a payload that cannot be read");
            return;
        }
        Optional<LiveCall> call = current.filter(live ->
                live.facts().id().equals(frame.callId()) && !live.state().over());
        if (frame.from().isEmpty()) {
            call.ifPresent(live -> byServer(live, signal));
        } else if (signal instanceof CallSignal.Invite invite) {
            invited(frame, frame.from().get(), invite, call, looks);
        } else if (call.isPresent()) {
            byOther(call.get(), frame.from().get(), signal, frame, looks);
        } else {
            stranger(frame, frame.from().get(), signal);
        }
    }

    /** Only the server itself speaks without a name. */
    private static void byServer(LiveCall call, CallSignal signal) {
        switch (signal) {
            case CallSignal.Hangup(CallEnd reason) -> call.feed(new CallEvent.HungUp(Optional.empty(), reason));
            case CallSignal.AnsweredElsewhere() -> call.feed(new CallEvent.AnsweredElsewhere());
            default -> LOG.debug("the server does not say that");
        }
    }

    private void byOther(LiveCall call, CallParty from, CallSignal signal, Frame.Call frame, int looks) {
        boolean theirs = from.userId().equals(call.facts().with().user());
        Optional<DeviceId> other = call.state().other();
        if (!theirs || (other.isPresent() && !other.get().equals(from.deviceId()))) {
            drop("a device that takes no part");
            return;
        }
        DeviceId device = from.deviceId();
        if (isDescription(signal) && tools.people().key(from).isEmpty() && looks > 0) {
            lookAgain(frame, looks);
            return;
        }
        switch (signal) {
            case CallSignal.Ringing() -> call.feed(new CallEvent.Rings(device));
            case CallSignal.Accept(boolean video) -> call.feed(new CallEvent.Accepted(device));
            case CallSignal.Answer(String sdp, long timestamp) -> {
                if (call.state().offerOut()
                        && !call.knows(sdp)
                        && checked(call, from, CallRole.ANSWER, timestamp, sdp, frame)) {
                    call.answered(device, sdp);
                }
            }
            case CallSignal.Offer(String sdp, long timestamp) -> offered(call, from, sdp, timestamp, frame);
            case CallSignal.Restart(String sdp, long timestamp) -> {
                if (sdp.isEmpty()) {
                    call.feed(new CallEvent.RestartWished(device));
                } else {
                    offered(call, from, sdp, timestamp, frame);
                }
            }
            case CallSignal.Ice ice -> {
                if (other.isPresent()) {
                    call.theirCandidates(ice);
                }
            }
            case CallSignal.State state -> {
                if (other.isPresent()) {
                    call.senses().told(state);
                    call.changed();
                }
            }
            case CallSignal.Decline() -> call.feed(new CallEvent.Declined(device));
            case CallSignal.Busy() -> call.feed(new CallEvent.Busy(device));
            case CallSignal.Hangup(CallEnd reason) -> call.feed(new CallEvent.HungUp(Optional.of(device), reason));
            case CallSignal.AnsweredElsewhere() -> drop("only the server says that");
            case CallSignal.Invite invite -> throw new IllegalStateException("invites are taken before");
        }
    }

    private static boolean isDescription(CallSignal signal) {
        return signal instanceof CallSignal.Answer
                || signal instanceof CallSignal.Offer
                || (signal instanceof CallSignal.Restart(String sdp, long timestamp) && !sdp.isEmpty());
    }

    private void offered(LiveCall call, CallParty from, String sdp, long timestamp, Frame.Call frame) {
        if (call.facts().incoming()
                && !call.state().phase().early()
                && checked(call, from, CallRole.OFFER, timestamp, sdp, frame)) {
            call.offered(from.deviceId(), sdp);
        }
    }

    private boolean checked(
            LiveCall call, CallParty from, CallRole role, long timestamp, String sdp, Frame.Call frame) {
        if (call.authentic(from, role, timestamp, sdp, frame)) {
            return true;
        }
        LOG.warn("a description is not signed by who it says");
        call.feed(new CallEvent.NotAuthentic());
        return false;
    }

    private void invited(
            Frame.Call frame, CallParty from, CallSignal.Invite invite, Optional<LiveCall> same, int looks) {
        if (same.isPresent()) {
            // Told again: the caller may not know yet that it rings.
            same.filter(call -> call.state().is(from.deviceId()))
                    .ifPresent(call -> call.feed(new CallEvent.LinkBack()));
            return;
        }
        Optional<People.Other> with = tools.people().other(frame.conversationId());
        Optional<Session.Signature> me = tools.signature().get();
        long now = tools.clock().millis();
        if (with.isEmpty()
                || me.isEmpty()
                || !with.get().user().equals(from.userId())
                || ended.containsKey(frame.callId())
                || frame.expiresAt() <= now) {
            drop("an invite that is of no use");
            return;
        }
        if (tools.people().key(from).isEmpty() && looks > 0) {
            lookAgain(frame, looks);
            return;
        }
        boolean crossed = current.filter(live -> !live.facts().incoming()
                        && live.state().phase().early()
                        && live.facts().with().user().equals(from.userId()))
                .isPresent();
        if (!idle() && !crossed) {
            tools.signals()
                    .sendLast(Signals.frame(
                            frame.callId(),
                            frame.conversationId(),
                            Optional.of(from.deviceId()),
                            new CallSignal.Busy(),
                            Seal.NONE));
            return;
        }
        if (crossed && older(current.get().facts().id(), frame.callId())) {
            LOG.info("both called at once: the own call is older and goes on");
            return;
        }
        boolean ownVideo = crossed && current.get().senses().camera();
        CallFacts facts = new CallFacts(frame.callId(), frame.conversationId(), with.get(), true, invite.video(), now);
        LiveCall call = maker.make(facts, CallState.invited(from.deviceId()), this::changed);
        if (!call.authentic(from, CallRole.OFFER, invite.timestampMs(), invite.sdp(), frame)) {
            LOG.warn("an invite is not signed by who it says");
            if (!crossed) {
                current = Optional.of(call);
                call.feed(new CallEvent.NotAuthentic());
            }
            return;
        }
        if (crossed) {
            LOG.info("both called at once: the other call is older, the own one gives way");
            current.get().feed(new CallEvent.Glare());
        }
        current = Optional.of(call);
        call.ring(invite.sdp(), frame.expiresAt());
        if (crossed) {
            call.accept(ownVideo);
        }
    }

    private void lookAgain(Frame.Call frame, int looks) {
        if (lookedFor == MOST_LOOKED_FOR) {
            drop("a device that is not known");
            return;
        }
        lookedFor++;
        tools.loop().schedule(DEVICE_PATIENCE, () -> {
            lookedFor--;
            take(frame, looks - 1);
        });
    }

    /** Ids of version 7 rise with time; whatever they are, both sides come to the same. */
    private static boolean older(CallId one, CallId other) {
        return one.toString().compareTo(other.toString()) < 0;
    }

    /** Somebody still believes in a call that is over here. */
    private void stranger(Frame.Call frame, CallParty from, CallSignal signal) {
        Optional<CallEnd> reason = Optional.ofNullable(ended.get(frame.callId()));
        boolean believes = signal instanceof CallSignal.Accept
                || signal instanceof CallSignal.Answer
                || signal instanceof CallSignal.Restart;
        if (believes && reason.isPresent()) {
            tools.signals()
                    .send(Signals.frame(
                            frame.callId(),
                            frame.conversationId(),
                            Optional.of(from.deviceId()),
                            new CallSignal.Hangup(reason.get()),
                            Seal.NONE));
        } else {
            drop("it belongs to no call here");
        }
    }

    private void changed(LiveCall call) {
        call.state().end().ifPresent(end -> {
            ended.put(call.facts().id(), end);
            if (ended.size() > MOST_ENDED) {
                ended.remove(ended.keySet().iterator().next());
            }
        });
        if (current.filter(live -> live == call).isPresent()) {
            shown.accept(current);
        }
    }

    /** Said once, then at every tenfold: whoever sends it must not fill the disk. */
    private synchronized void drop(String why) {
        if (++dropped == nextSaid) {
            LOG.warn("a call frame is dropped, the {}. one: {}", dropped, why);
            nextSaid *= 10;
        }
    }
}

package io.callvault.model.call;

import io.callvault.model.id.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a call: (state, event) → state and effects (docs/calls.md, "The table"). Every event is legal in every state; one
 * that does not fit changes nothing. Pure, any thread.
 */
public final class CallTable {

    private CallTable() {}

    /** What comes of an event. */
    public record Step(CallState state, List<CallEffect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    public static Step step(CallState state, CallEvent event) {
        if (state.over()) {
            return stay(state);
        }
        return switch (event) {
            case CallEvent.Begin _ -> begin(state);
            case CallEvent.Accept _ -> accept(state);
            case CallEvent.Decline _ -> state.phase() == CallPhase.RINGING_HERE ? hangUp(state) : stay(state);
            case CallEvent.HangUp _ -> hangUp(state);
            case CallEvent.Closing _ -> closing(state);
            case CallEvent.Rings(DeviceId device) -> rings(state, device);
            case CallEvent.Accepted(DeviceId device) -> accepted(state, device);
            case CallEvent.Answered(DeviceId device) -> answered(state, device);
            case CallEvent.Offered(DeviceId device) -> offered(state, device);
            case CallEvent.RestartWished(DeviceId device) ->
                state.outgoing() && state.is(device) ? restart(state, false) : stay(state);
            case CallEvent.Declined(DeviceId device) -> refusedBy(state, device, CallEnd.DECLINED);
            case CallEvent.Busy(DeviceId device) -> refusedBy(state, device, CallEnd.BUSY);
            case CallEvent.HungUp(Optional<DeviceId> by, CallEnd reason) -> hungUp(state, by, reason);
            case CallEvent.AnsweredElsewhere _ ->
                state.outgoing() || state.phase().established() ? stay(state) : end(state, CallEnd.ANSWERED_ELSEWHERE);
            case CallEvent.Glare _ ->
                state.outgoing() && state.phase().early() ? tellAndEnd(state, CallEnd.GLARE) : stay(state);
            case CallEvent.Described(boolean offer) -> described(state, offer);
            case CallEvent.PathUp _ -> pathUp(state);
            case CallEvent.PathDown _ ->
                state.phase() == CallPhase.CONNECTED
                        ? stay(state, new CallEffect.StartTimer(CallTimer.PATIENCE))
                        : stay(state);
            case CallEvent.PathFailed _ -> pathFailed(state);
            case CallEvent.MediaFailed _ -> mediaFailed(state);
            case CallEvent.NotAuthentic _ -> tellAndEnd(state, CallEnd.NOT_AUTHENTIC);
            case CallEvent.Refused _ -> tellAndEnd(state, CallEnd.REFUSED);
            case CallEvent.TimedOut(CallTimer timer) -> timedOut(state, timer);
            case CallEvent.LinkBack _ -> linkBack(state);
            case CallEvent.NetworkChanged _ -> state.phase().early() ? stay(state) : restart(state, true);
        };
    }

    private static Step begin(CallState state) {
        return switch (state.phase()) {
            case DIALING -> stay(state, new CallEffect.MakeOffer(false), new CallEffect.StartTimer(CallTimer.RING));
            case RINGING_HERE ->
                stay(
                        state,
                        new CallEffect.Send(CallKind.RINGING),
                        new CallEffect.Alert(),
                        new CallEffect.StartTimer(CallTimer.RING));
            default -> stay(state);
        };
    }

    private static Step accept(CallState state) {
        return state.phase() == CallPhase.RINGING_HERE
                ? to(
                        state.in(CallPhase.CONNECTING),
                        new CallEffect.Quiet(),
                        new CallEffect.StopTimer(CallTimer.RING),
                        new CallEffect.StartTimer(CallTimer.CONNECT),
                        new CallEffect.StartTimer(CallTimer.RETRY),
                        new CallEffect.Send(CallKind.ACCEPT),
                        new CallEffect.MakeAnswer())
                : stay(state);
    }

    private static Step hangUp(CallState state) {
        return switch (state.phase()) {
            case DIALING -> end(state, CallEnd.CANCELLED);
            case CALLING, RINGING_THERE -> tellAndEnd(state, CallEnd.CANCELLED);
            case RINGING_HERE -> end(state, CallEnd.DECLINED, new CallEffect.Send(CallKind.DECLINE));
            default -> tellAndEnd(state, CallEnd.HUNG_UP);
        };
    }

    /** Who is asked to close while it rings has not declined: another device may still take the call. */
    private static Step closing(CallState state) {
        return state.phase() == CallPhase.RINGING_HERE ? end(state, CallEnd.UNAVAILABLE) : hangUp(state);
    }

    private static Step rings(CallState state, DeviceId device) {
        return state.outgoing() && state.phase().early() && state.phase() != CallPhase.DIALING
                ? to(state.in(CallPhase.RINGING_THERE), new CallEffect.SendCandidates(device))
                : stay(state);
    }

    private static Step accepted(CallState state, DeviceId device) {
        return switch (state.phase()) {
            case CALLING, RINGING_THERE ->
                to(
                        state.with(device).in(CallPhase.CONNECTING),
                        new CallEffect.StopTimer(CallTimer.RING),
                        new CallEffect.StartTimer(CallTimer.CONNECT),
                        new CallEffect.StartTimer(CallTimer.RETRY),
                        new CallEffect.SendCandidates(device));
            default -> stay(state);
        };
    }

    /** The accept may have been lost with a connection, and only the answer told again. */
    private static Step answered(CallState state, DeviceId device) {
        Step first = accepted(state, device);
        CallState now = first.state();
        if (!now.outgoing() || !now.is(device) || !now.offerOut() || now.phase().early()) {
            return stay(state);
        }
        List<CallEffect> effects = new ArrayList<>(first.effects());
        effects.add(new CallEffect.TakeAnswer());
        return new Step(now.offerOut(false), effects);
    }

    private static Step offered(CallState state, DeviceId device) {
        return !state.outgoing() && state.is(device) && !state.phase().early()
                ? stay(state, new CallEffect.MakeAnswer())
                : stay(state);
    }

    /** Before somebody accepted, any device speaks for the called person; after that only the one that did. */
    private static Step refusedBy(CallState state, DeviceId device, CallEnd reason) {
        boolean counts = state.outgoing()
                && (state.phase() == CallPhase.CALLING
                        || state.phase() == CallPhase.RINGING_THERE
                        || (state.phase() == CallPhase.CONNECTING && state.is(device)));
        return counts ? end(state, reason) : stay(state);
    }

    /** A server that has forgotten the call cannot end one that has a path of its own. */
    private static Step hungUp(CallState state, Optional<DeviceId> by, CallEnd reason) {
        boolean other = state.other().isEmpty() || by.isEmpty() || state.is(by.get());
        boolean forgotten = by.isEmpty()
                && (reason == CallEnd.UNAVAILABLE || reason == CallEnd.TIMEOUT)
                && state.phase().established();
        return !other || forgotten || state.phase() == CallPhase.DIALING ? stay(state) : end(state, reason);
    }

    private static Step described(CallState state, boolean offer) {
        if (offer != state.outgoing()) {
            return stay(state);
        }
        if (state.phase() == CallPhase.DIALING) {
            return to(state.in(CallPhase.CALLING).offerOut(true), new CallEffect.Send(CallKind.INVITE));
        }
        if (state.phase().early()) {
            return stay(state);
        }
        return offer
                ? to(state.offerOut(true), new CallEffect.Send(CallKind.RESTART))
                : stay(state, new CallEffect.Send(CallKind.ANSWER));
    }

    private static Step pathUp(CallState state) {
        CallState up = state.in(CallPhase.CONNECTED);
        return switch (state.phase()) {
            case CONNECTING ->
                to(
                        up,
                        new CallEffect.StopTimer(CallTimer.CONNECT),
                        new CallEffect.StopTimer(CallTimer.RETRY),
                        new CallEffect.OpenSound());
            case CONNECTED -> stay(state, new CallEffect.StopTimer(CallTimer.PATIENCE));
            case RECONNECTING ->
                to(up, new CallEffect.StopTimer(CallTimer.LOST), new CallEffect.StopTimer(CallTimer.RETRY));
            default -> stay(state);
        };
    }

    private static Step pathFailed(CallState state) {
        return switch (state.phase()) {
            case CONNECTING -> restart(state, false);
            case CONNECTED -> lost(state);
            default -> stay(state);
        };
    }

    private static Step lost(CallState state) {
        return restart(
                state.in(CallPhase.RECONNECTING),
                true,
                new CallEffect.StopTimer(CallTimer.PATIENCE),
                new CallEffect.StartTimer(CallTimer.LOST),
                new CallEffect.StartTimer(CallTimer.RETRY));
    }

    private static Step timedOut(CallState state, CallTimer timer) {
        return switch (timer) {
            case RING ->
                switch (state.phase()) {
                    case DIALING -> end(state, CallEnd.MEDIA_FAILED);
                    case CALLING, RINGING_THERE -> tellAndEnd(state, CallEnd.TIMEOUT);
                    // The server, or the caller, tells all others.
                    case RINGING_HERE -> end(state, CallEnd.TIMEOUT);
                    default -> stay(state);
                };
            case CONNECT ->
                state.phase() == CallPhase.CONNECTING ? tellAndEnd(state, CallEnd.NO_CONNECTION) : stay(state);
            case PATIENCE -> state.phase() == CallPhase.CONNECTED ? lost(state) : stay(state);
            case RETRY ->
                switch (state.phase()) {
                    // A signal that was lost with a connection would be missed for ever.
                    case CONNECTING ->
                        stay(state, new CallEffect.SendAgain(), new CallEffect.StartTimer(CallTimer.RETRY));
                    case RECONNECTING -> restart(state, true, new CallEffect.StartTimer(CallTimer.RETRY));
                    default -> stay(state);
                };
            case LOST ->
                state.phase() == CallPhase.RECONNECTING ? tellAndEnd(state, CallEnd.CONNECTION_LOST) : stay(state);
        };
    }

    private static Step linkBack(CallState state) {
        return switch (state.phase()) {
            case DIALING -> stay(state);
            case RECONNECTING -> restart(state, true);
            default -> stay(state, new CallEffect.SendAgain());
        };
    }

    /** While it rings, other devices of the called person may be in better health. */
    private static Step mediaFailed(CallState state) {
        return state.phase() == CallPhase.RINGING_HERE || state.phase() == CallPhase.DIALING
                ? end(state, CallEnd.MEDIA_FAILED)
                : tellAndEnd(state, CallEnd.MEDIA_FAILED);
    }

    /**
     * Another path: the caller offers, the called side asks for it, so that two never offer at once.
     *
     * @param anew also if an offer is out already: it was made for a network that is gone
     */
    private static Step restart(CallState state, boolean anew, CallEffect... before) {
        List<CallEffect> effects = new ArrayList<>(List.of(before));
        if (state.phase().early()) {
            return new Step(state, effects);
        }
        if (!state.outgoing()) {
            effects.add(new CallEffect.WishRestart());
        } else if (state.offerOut() && !anew) {
            effects.add(new CallEffect.SendAgain());
        } else {
            effects.add(new CallEffect.MakeOffer(true));
        }
        return new Step(state, effects);
    }

    private static Step tellAndEnd(CallState state, CallEnd reason) {
        return state.phase() == CallPhase.DIALING
                ? end(state, reason)
                : end(state, reason, new CallEffect.SendHangup(reason));
    }

    private static Step end(CallState state, CallEnd reason, CallEffect... before) {
        List<CallEffect> effects = new ArrayList<>();
        if (state.phase() == CallPhase.RINGING_HERE) {
            effects.add(new CallEffect.Quiet());
        }
        effects.addAll(List.of(before));
        effects.add(new CallEffect.Finish(reason));
        return new Step(state.ended(reason), effects);
    }

    private static Step stay(CallState state, CallEffect... effects) {
        return new Step(state, List.of(effects));
    }

    private static Step to(CallState state, CallEffect... effects) {
        return new Step(state, List.of(effects));
    }
}

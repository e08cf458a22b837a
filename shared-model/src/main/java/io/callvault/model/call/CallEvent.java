package io.callvault.model.call;

import io.callvault.model.id.DeviceId;
import java.util.Optional;

/**
 * What happens to a call. Signals come in only after their sender and, where one is needed, their signature were found to be
 * right; what is not right comes in as {@link NotAuthentic}, or not at all.
 */
public sealed interface CallEvent {

    /** Outgoing: somebody dialled. Incoming: an invite was found to be genuine. The first event of every call. */
    record Begin() implements CallEvent {}

    // A person.

    record Accept() implements CallEvent {}

    record Decline() implements CallEvent {}

    record HangUp() implements CallEvent {}

    /** The app ends, or its user signs out. */
    record Closing() implements CallEvent {}

    // The other side, or the server.

    record Rings(DeviceId device) implements CallEvent {}

    record Accepted(DeviceId device) implements CallEvent {}

    /** A signed answer to the offer that is out. */
    record Answered(DeviceId device) implements CallEvent {}

    /** A signed offer for a call that stands: another path, or another description. */
    record Offered(DeviceId device) implements CallEvent {}

    /** The called side wishes another path. */
    record RestartWished(DeviceId device) implements CallEvent {}

    record Declined(DeviceId device) implements CallEvent {}

    record Busy(DeviceId device) implements CallEvent {}

    /** @param by empty for the server itself */
    record HungUp(Optional<DeviceId> by, CallEnd reason) implements CallEvent {}

    record AnsweredElsewhere() implements CallEvent {}

    /** The other side's call to this person is older: this one gives way to it. */
    record Glare() implements CallEvent {}

    // The media engine.

    /** The description that was asked for. */
    record Described(boolean offer) implements CallEvent {}

    /** Connected, and the keys shown are those that were signed. */
    record PathUp() implements CallEvent {}

    /** Nothing is heard for a moment. */
    record PathDown() implements CallEvent {}

    /** This path will not come back. */
    record PathFailed() implements CallEvent {}

    record MediaFailed() implements CallEvent {}

    /** A signature or a key of the media is not the other person's. */
    record NotAuthentic() implements CallEvent {}

    /** The other side sent what no honest app sends. */
    record Refused() implements CallEvent {}

    // Time and network.

    record TimedOut(CallTimer timer) implements CallEvent {}

    /** The server can be reached again: what was sent before may be lost. */
    record LinkBack() implements CallEvent {}

    /** This device has another address. */
    record NetworkChanged() implements CallEvent {}
}

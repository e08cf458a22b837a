package io.callvault.model.call;

import io.callvault.model.id.DeviceId;
import java.util.Optional;

/**
 * One call, seen from one device. Moved by {@link CallTable} alone.
 *
 * @param other the device at the other end, once it is known which one
 * @param offerOut an own offer waits for its answer
 * @param end once it is {@link CallPhase#ENDED}
 */
public record CallState(
        boolean outgoing, CallPhase phase, Optional<DeviceId> other, boolean offerOut, Optional<CallEnd> end) {

    /** Somebody is about to call. */
    public static CallState dialed() {
        return new CallState(true, CallPhase.DIALING, Optional.empty(), false, Optional.empty());
    }

    /** A device calls this one. */
    public static CallState invited(DeviceId caller) {
        return new CallState(false, CallPhase.RINGING_HERE, Optional.of(caller), false, Optional.empty());
    }

    public boolean over() {
        return phase == CallPhase.ENDED;
    }

    /** Whether that device is the one at the other end. */
    public boolean is(DeviceId device) {
        return other.filter(device::equals).isPresent();
    }

    CallState in(CallPhase next) {
        return new CallState(outgoing, next, other, offerOut, end);
    }

    CallState with(DeviceId device) {
        return new CallState(outgoing, phase, Optional.of(device), offerOut, end);
    }

    CallState offerOut(boolean out) {
        return new CallState(outgoing, phase, other, out, end);
    }

    CallState ended(CallEnd reason) {
        return new CallState(outgoing, CallPhase.ENDED, other, false, Optional.of(reason));
    }
}

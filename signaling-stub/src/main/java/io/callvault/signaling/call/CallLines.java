package io.callvault.signaling.call;

import io.callvault.model.call.CallParty;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import java.util.List;

/** The connections that there are now. Any thread; nothing blocks. */
public interface CallLines {

    /**
     * Hands the frame to the device's connection, before everything else that waits there. What the connection cannot take comes
     * back: {@link CallRelay#missed} when it ended first, {@link CallRelay#overflowed} when too much waits.
     *
     * @return whether the device is connected
     */
    boolean deliver(CallParty to, Frame.Call frame);

    boolean connected(CallParty who);

    /** The person's devices that are connected. */
    List<DeviceId> devices(UserId user);
}

package io.callvault.desktop.account;

import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.net.URI;
import java.util.Optional;

/** Whether somebody is signed in on this device. */
public sealed interface AccountState {

    /** Nobody has an account on this device. */
    record Nobody() implements AccountState {}

    /** The account of this device; chatting works, with or without the network. */
    record SignedIn(Me me) implements AccountState {}

    /**
     * The server no longer takes this device's session; everything local is still there and readable.
     *
     * @param reason a plain sentence: what happened and what to do
     */
    record SignedOut(Me me, Optional<String> reason) implements AccountState {

        /** Whether the user wanted it. If not, the history stays on the screen, read-only, with a way back in. */
        public boolean chosen() {
            return reason.filter(Sentences.SIGNED_OUT::equals).isPresent();
        }
    }

    /** The own account. */
    record Me(UserId user, DeviceId device, String handle, String displayName, URI server) {}
}

package io.callvault.signaling.server;

import io.callvault.signaling.testing.Transport;

final class PollTransportTest extends TransportContract {
    PollTransportTest() {
        super(Transport.POLL);
    }
}

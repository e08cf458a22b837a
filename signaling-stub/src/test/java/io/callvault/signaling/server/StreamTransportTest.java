package io.callvault.signaling.server;

import io.callvault.signaling.testing.Transport;

final class StreamTransportTest extends TransportContract {
    StreamTransportTest() {
        super(Transport.STREAM);
    }
}

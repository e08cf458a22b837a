package io.callvault.signaling.server;

import io.callvault.signaling.testing.Transport;

final class SocketTransportTest extends TransportContract {
    SocketTransportTest() {
        super(Transport.SOCKET);
    }
}

package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.link.Transport;
import io.callvault.desktop.link.TransportKind;
import java.util.function.Function;

/** All three ways to one server, obedient to the network switch. Any thread. */
public final class Transports implements Function<TransportKind, Transport> {

    private final Transport webSocket;
    private final Transport streaming;
    private final Transport polling;

    /**
     * @param loop the link's
     * @param instanceId the link's: the server knows one connection of an instance by it
     */
    public Transports(
            Loop loop, ServerAddress server, ApiClient api, Session session, NetworkSwitch network, String instanceId) {
        webSocket = new SwitchedTransport(new WebSocketTransport(server), network);
        streaming = new SwitchedTransport(HttpTransport.streaming(loop, api, session, instanceId), network);
        polling = new SwitchedTransport(HttpTransport.polling(loop, api, session, instanceId), network);
    }

    @Override
    public Transport apply(TransportKind kind) {
        return switch (kind) {
            case WEBSOCKET -> webSocket;
            case SSE -> streaming;
            case POLL -> polling;
        };
    }
}

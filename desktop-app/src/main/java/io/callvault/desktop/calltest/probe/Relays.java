package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.turn.RelayUrl;
import io.callvault.rtc.IceServer;
import java.util.List;

/** Which of the server's relays a run uses. Pure. */
public final class Relays {
    private Relays() {}

    /** All of them; or those over TCP and TLS alone, as where UDP is blocked. */
    public static List<IceServer> chosen(List<IceServer> servers, CallTestOptions options) {
        if (!options.tcp()) {
            return servers;
        }
        return servers.stream()
                .map(server -> new IceServer(
                        server.urls().stream().filter(Relays::withoutUdp).toList(),
                        server.username(),
                        server.credential()))
                .filter(server -> !server.urls().isEmpty())
                .toList();
    }

    private static boolean withoutUdp(String url) {
        return RelayUrl.of(url)
                .filter(one -> one.turn() && one.protocol() != RelayUrl.Protocol.UDP)
                .isPresent();
    }
}

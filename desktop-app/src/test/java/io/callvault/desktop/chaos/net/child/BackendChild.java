package io.callvault.desktop.chaos.net.child;

import io.callvault.desktop.chaos.child.Lines;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import io.callvault.signaling.turn.TurnServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The real backend at the server's place, with the relay that stands there. */
public final class BackendChild {

    private BackendChild() {}

    /** @param arguments data folder; address; port; {@code host:port} as clients dial it; the relay's secret; STUN URL; TURN URLs */
    public static void main(String[] arguments) throws IOException, ServerStartException {
        Lines lines = new Lines();
        lines.endWithMain();
        List<String> relays =
                Arrays.asList(arguments).subList(arguments.length > 6 ? 6 : arguments.length, arguments.length);
        SignalingServer server = SignalingServer.start(ServerConfig.in(Path.of(arguments[0]))
                .withHost(arguments[1])
                .withPort(Integer.parseInt(arguments[2]))
                .withAudiences(List.of(arguments[3]))
                .withTurn(new TurnServers(List.of(arguments[5]), relays, arguments[4])));
        lines.tell("READY " + server.port());
        lines.serve(command -> "done");
        Runtime.getRuntime().halt(0);
    }
}

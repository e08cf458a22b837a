package io.callvault.desktop.chaos.child;

import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The real server, in a process of its own. Ends without a goodbye when its starter does. */
public final class ServerChild {

    private static final Duration ECHO = Duration.ofMillis(10);

    private ServerChild() {}

    /**
     * @param arguments data folder, heartbeat in ms, life of an access token in ms, names the clients dial, separated by commas
     */
    public static void main(String[] arguments) throws ServerStartException, IOException {
        Lines lines = new Lines();
        List<String> audiences = Arrays.asList(arguments[3].split(","));
        ServerConfig config = ServerConfig.in(Path.of(arguments[0]))
                .withHeartbeatMs(Long.parseLong(arguments[1]))
                .withAccessTokenLifeMs(Long.parseLong(arguments[2]))
                .withAudiences(audiences)
                .withEchoDelay(ECHO);
        SignalingServer server = SignalingServer.start(config);
        lines.tell("READY " + server.port());
        lines.serve(command -> switch (command.verb()) {
            case "stop" -> {
                server.close();
                yield "stopped";
            }
            default -> throw new IllegalArgumentException("the server child knows no " + command.verb());
        });
        Runtime.getRuntime().halt(0);
    }
}

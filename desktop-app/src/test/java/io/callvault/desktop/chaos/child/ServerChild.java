package io.callvault.desktop.chaos.child;

import io.callvault.signaling.fault.Broken;
import io.callvault.signaling.fault.Point;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import io.callvault.signaling.store.disk.Disk;
import io.callvault.signaling.store.disk.PowerLossDisk;
import io.callvault.signaling.store.disk.QuotaDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The real server, in a process of its own. Ends without a goodbye when its starter does. */
public final class ServerChild {

    private static final Duration ECHO = Duration.ofMillis(10);
    private static final long ENDLESS = 1L << 50;

    private ServerChild() {}

    /**
     * @param arguments data folder; heartbeat in ms; life of an access token in ms; names the clients dial, separated by commas;
     *     disk: {@code normal}, {@code forgetful} or {@code small}; names of {@link Broken}, separated by commas, or {@code -}
     */
    public static void main(String[] arguments) throws ServerStartException, IOException {
        Lines lines = new Lines();
        lines.endWithMain();
        Trap<Point> trap = new Trap<>(Point.class);
        QuotaDisk small = QuotaDisk.unannounced(ENDLESS);
        Disk disk = switch (arguments[4]) {
            case "forgetful" -> new PowerLossDisk();
            case "small" -> small;
            default -> Disk.normal();
        };
        SignalingServer server = SignalingServer.start(ServerConfig.in(Path.of(arguments[0]))
                .withHeartbeatMs(Long.parseLong(arguments[1]))
                .withAccessTokenLifeMs(Long.parseLong(arguments[2]))
                .withAudiences(Arrays.asList(arguments[3].split(",")))
                .withEchoDelay(ECHO)
                .withDisk(disk)
                .withPoints(trap::at)
                .withBroken(broken(arguments[5])));
        lines.tell("READY " + server.port());
        lines.serve(command -> switch (command.verb()) {
            case "trap" -> trap.set(command.argument(0), command.number(1));
            case "room" -> {
                small.limit(small.used() + Long.parseLong(command.argument(0)));
                yield "done";
            }
            default -> throw new IllegalArgumentException("the server child knows no " + command.verb());
        });
        Runtime.getRuntime().halt(0);
    }

    private static Set<Broken> broken(String names) {
        Set<Broken> found = EnumSet.noneOf(Broken.class);
        if (!names.equals("-")) {
            Arrays.stream(names.split(",")).map(Broken::valueOf).forEach(found::add);
        }
        return found;
    }
}

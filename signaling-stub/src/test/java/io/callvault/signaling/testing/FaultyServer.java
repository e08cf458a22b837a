package io.callvault.signaling.testing;

import io.callvault.signaling.fault.Broken;
import io.callvault.signaling.fault.Point;
import io.callvault.signaling.fault.Points;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import io.callvault.signaling.store.disk.PowerLossDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server process whose disk forgets what was not forced, and that kills itself at a named point. */
public final class FaultyServer {

    /**
     * What is wrong with it.
     *
     * @param halt where it kills itself
     * @param after so many visits to that point; 0 for never
     */
    public record Trouble(Point halt, int after, Set<Broken> broken) {

        /** Only the disk. */
        public static Trouble none() {
            return new Trouble(Point.BEFORE_COMMIT, 0, Set.of());
        }

        List<String> arguments() {
            return List.of(
                    halt.name(),
                    Integer.toString(after),
                    String.join(",", broken.stream().map(Broken::name).toList()));
        }
    }

    private FaultyServer() {}

    public static void main(String[] arguments) throws ServerStartException, InterruptedException {
        Point halt = Point.valueOf(arguments[2]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[3]));
        Points points = point -> {
            if (point == halt && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(9);
            }
        };
        EnumSet<Broken> broken = EnumSet.noneOf(Broken.class);
        for (String name : arguments.length < 5 ? new String[0] : arguments[4].split(",", -1)) {
            if (!name.isEmpty()) {
                broken.add(Broken.valueOf(name));
            }
        }
        Path data = Path.of(arguments[0]);
        SignalingServer server = SignalingServer.start(ServerConfig.in(data)
                .withPort(Integer.parseInt(arguments[1]))
                .withEchoDelay(Duration.ZERO)
                .withDisk(new PowerLossDisk())
                .withPoints(points)
                .withBroken(broken));
        System.out.println("Call Vault server ready at " + server.uri() + " (data: " + data + ")");
        System.out.flush();
        new CountDownLatch(1).await();
    }
}

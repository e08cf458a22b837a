package io.callvault.signaling.server;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How a server is to run.
 *
 * @param dataDir folder of the database; made if missing
 * @param host name or address to listen on
 * @param port 0 to 65535; 0 takes any free one
 * @param audiences further {@code host:port} names that signatures may be made for; loopback names with the port always count
 * @param accessTokenLifeMs life of an access token, milliseconds
 * @param heartbeatMs time between pings, milliseconds; a connection silent for two of them is closed
 * @param clock the server's time
 * @param echoDelay how long the echo contact types, at most 1 s
 */
public record ServerConfig(
        Path dataDir,
        String host,
        int port,
        List<String> audiences,
        long accessTokenLifeMs,
        long heartbeatMs,
        InstantSource clock,
        Duration echoDelay) {

    public ServerConfig {
        audiences = List.copyOf(audiences);
    }

    /** Loopback, any port, production times. */
    public static ServerConfig in(Path dataDir) {
        return new ServerConfig(
                dataDir, "127.0.0.1", 0, List.of(), 900_000, 30_000, InstantSource.system(), Duration.ofMillis(400));
    }

    public ServerConfig withHost(String other) {
        return new ServerConfig(dataDir, other, port, audiences, accessTokenLifeMs, heartbeatMs, clock, echoDelay);
    }

    public ServerConfig withPort(int other) {
        return new ServerConfig(dataDir, host, other, audiences, accessTokenLifeMs, heartbeatMs, clock, echoDelay);
    }

    public ServerConfig withAudiences(List<String> other) {
        return new ServerConfig(dataDir, host, port, other, accessTokenLifeMs, heartbeatMs, clock, echoDelay);
    }

    public ServerConfig withAccessTokenLifeMs(long other) {
        return new ServerConfig(dataDir, host, port, audiences, other, heartbeatMs, clock, echoDelay);
    }

    public ServerConfig withHeartbeatMs(long other) {
        return new ServerConfig(dataDir, host, port, audiences, accessTokenLifeMs, other, clock, echoDelay);
    }

    public ServerConfig withClock(InstantSource other) {
        return new ServerConfig(dataDir, host, port, audiences, accessTokenLifeMs, heartbeatMs, other, echoDelay);
    }

    public ServerConfig withEchoDelay(Duration other) {
        return new ServerConfig(dataDir, host, port, audiences, accessTokenLifeMs, heartbeatMs, clock, other);
    }
}

package io.callvault.signaling.server;

import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.admin.AdminToken;
import io.callvault.signaling.bot.call.EchoMedia;
import io.callvault.signaling.fault.Broken;
import io.callvault.signaling.fault.Points;
import io.callvault.signaling.store.StoreOptions;
import io.callvault.signaling.store.disk.Disk;
import io.callvault.signaling.turn.CoturnPlan;
import io.callvault.signaling.turn.TurnServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

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
 * @param store the disk, and what goes wrong on purpose; no command line sets it
 * @param operations administration and limits
 */
public record ServerConfig(
        Path dataDir,
        String host,
        int port,
        List<String> audiences,
        long accessTokenLifeMs,
        long heartbeatMs,
        InstantSource clock,
        Duration echoDelay,
        StoreOptions store,
        Operations operations) {

    public ServerConfig {
        audiences = List.copyOf(audiences);
    }

    /** Loopback, any port, production times. */
    public static ServerConfig in(Path dataDir) {
        return new ServerConfig(
                dataDir,
                "127.0.0.1",
                0,
                List.of(),
                900_000,
                30_000,
                InstantSource.system(),
                Duration.ofMillis(400),
                StoreOptions.real(),
                Operations.everyday());
    }

    public ServerConfig withHost(String other) {
        return new ServerConfig(
                dataDir, other, port, audiences, accessTokenLifeMs, heartbeatMs, clock, echoDelay, store, operations);
    }

    public ServerConfig withPort(int other) {
        return new ServerConfig(
                dataDir, host, other, audiences, accessTokenLifeMs, heartbeatMs, clock, echoDelay, store, operations);
    }

    public ServerConfig withAudiences(List<String> other) {
        return new ServerConfig(
                dataDir, host, port, other, accessTokenLifeMs, heartbeatMs, clock, echoDelay, store, operations);
    }

    public ServerConfig withAccessTokenLifeMs(long other) {
        return new ServerConfig(
                dataDir, host, port, audiences, other, heartbeatMs, clock, echoDelay, store, operations);
    }

    public ServerConfig withHeartbeatMs(long other) {
        return new ServerConfig(
                dataDir, host, port, audiences, accessTokenLifeMs, other, clock, echoDelay, store, operations);
    }

    public ServerConfig withClock(InstantSource other) {
        return new ServerConfig(
                dataDir, host, port, audiences, accessTokenLifeMs, heartbeatMs, other, echoDelay, store, operations);
    }

    public ServerConfig withEchoDelay(Duration other) {
        return new ServerConfig(
                dataDir, host, port, audiences, accessTokenLifeMs, heartbeatMs, clock, other, store, operations);
    }

    /** Told of every step of every transaction; see {@link Points}. */
    public ServerConfig withPoints(Points other) {
        return withStore(new StoreOptions(store.disk(), other, store.broken(), store.restored(), store.keepEvents()));
    }

    /** Leaves guarantees out; for the oracle's own test alone. */
    public ServerConfig withBroken(Set<Broken> other) {
        return withStore(new StoreOptions(store.disk(), store.points(), other, store.restored(), store.keepEvents()));
    }

    /** The file layer under the database. */
    public ServerConfig withDisk(Disk other) {
        return withStore(new StoreOptions(other, store.points(), store.broken(), store.restored(), store.keepEvents()));
    }

    /** Whether the data folder is a backup that was put back: everybody takes a snapshot under a new epoch. */
    public ServerConfig withRestored(boolean other) {
        return withStore(new StoreOptions(store.disk(), store.points(), store.broken(), other, store.keepEvents()));
    }

    /** How many events of each user are kept, at least 1,000. */
    public ServerConfig withKeepEvents(long other) {
        return withStore(new StoreOptions(store.disk(), store.points(), store.broken(), store.restored(), other));
    }

    /** Opens the administration. */
    public ServerConfig withAdminToken(AdminToken other) {
        return withOperations(operations.withAdminToken(other));
    }

    /** How often devices and strangers may ask. */
    public ServerConfig withLimits(RateLimits other) {
        return withOperations(operations.withLimits(other));
    }

    /** Relays for calls, and the secret shared with them. */
    public ServerConfig withTurn(TurnServers other) {
        return withOperations(operations.withRelays(other));
    }

    /** Runs the system's coturn beside the server; where there is none the server goes on without. */
    public ServerConfig withCoturn(CoturnPlan plan) {
        return withOperations(operations.withCoturn(plan));
    }

    /** Where Echo's calls are taken. */
    public ServerConfig withEchoMedia(EchoMedia other) {
        return withOperations(operations.withEchoMedia(other));
    }

    private ServerConfig withOperations(Operations other) {
        return new ServerConfig(
                dataDir, host, port, audiences, accessTokenLifeMs, heartbeatMs, clock, echoDelay, store, other);
    }

    private ServerConfig withStore(StoreOptions other) {
        return new ServerConfig(
                dataDir, host, port, audiences, accessTokenLifeMs, heartbeatMs, clock, echoDelay, other, operations);
    }
}

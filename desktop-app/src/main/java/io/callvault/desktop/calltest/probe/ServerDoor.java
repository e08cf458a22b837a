package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.ThreadLoop;
import io.callvault.desktop.link.TransportKind;
import io.callvault.desktop.link.transport.Transports;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.CallApi;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.IceServer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A run's way to the server: one guest, its calls and its connections, over the very transports of the app. Any thread; blocks
 * where it says so.
 */
public final class ServerDoor implements AutoCloseable {
    /** The room of the Echo contact (docs/calls.md, "Guests"). */
    public static final String ECHO = "echo";

    private final ServerAddress server;
    private final NetworkSwitch network = new NetworkSwitch();
    private final ThreadLoop loop = new ThreadLoop("cv-calltest-link");
    private final SecureRandom random = new SecureRandom();
    private final ServerClock clock;
    private final ApiClient api;
    private volatile Optional<Guest> guest = Optional.empty();

    /** @param wall the computer's clock */
    public ServerDoor(ServerAddress server, InstantSource wall) {
        this.server = server;
        clock = new ServerClock(wall, System::nanoTime);
        api = new ApiClient(server, network, clock, random);
    }

    /** Enters a room; blocks. */
    public ApiResult<Guest> enter(String room, String name) {
        api.serverInfo().join();
        SigningKey key = SigningKey.generate(random);
        return api.anonymous(ApiCall.post(
                        "/api/guests",
                        new CallApi.CreateGuest(name, key.verifyKey().bytes(), room),
                        CallApi.Guest.class))
                .join()
                .map(entered -> {
                    Guest made = new Guest(
                            new Proofs.Signer(entered.userId(), entered.deviceId()),
                            key,
                            entered.accessToken(),
                            entered.conversationId(),
                            entered.expiresAt());
                    guest = Optional.of(made);
                    return made;
                });
    }

    /** Who entered. */
    public Guest guest() {
        return guest.orElseThrow(() -> new IllegalStateException("nobody entered"));
    }

    /** Who is in the room with us, with the keys that their signatures are checked by; blocks. */
    public ApiResult<List<Person>> peers() {
        return api.authorized(ApiCall.get("/api/guests/peers", CallApi.Peers.class), guest())
                .join()
                .map(found -> found.peers().stream()
                        .map(profile -> new Person(
                                profile.userId(),
                                profile.displayName(),
                                profile.devices().stream()
                                        .map(device -> new Device(device.deviceId(), new VerifyKey(device.deviceKey())))
                                        .toList()))
                        .toList());
    }

    /** Somebody in the room. */
    public record Person(UserId user, String name, List<Device> devices) {}

    /** One of their devices. */
    public record Device(DeviceId id, VerifyKey key) {}

    /** STUN and TURN servers with fresh credentials; blocks. */
    public ApiResult<List<IceServer>> relays() {
        return api.authorized(ApiCall.get("/api/calls/ice", CallApi.IceServers.class), guest())
                .join()
                .map(ice -> ice.servers().stream()
                        .map(one -> new IceServer(
                                one.urls(),
                                one.username().orElse(""),
                                one.credential().orElse("")))
                        .toList());
    }

    /** Padding up and down; blocks. */
    public ApiResult<CallApi.ProbeAnswer> probe(CallApi.Probe probe) {
        return api.authorized(ApiCall.post("/api/guests/probe", probe, CallApi.ProbeAnswer.class), guest())
                .join();
    }

    /** A connection over this transport; the one before is to be closed first. */
    public GuestLink link(TransportKind kind, Consumer<Frame> heard) {
        Guest now = guest();
        String instance = UUID.randomUUID().toString();
        Transports transports = new Transports(loop, server, api, now, network, instance);
        return GuestLink.open(loop, transports.apply(kind), now, instance, heard);
    }

    public ServerAddress server() {
        return server;
    }

    public ServerClock clock() {
        return clock;
    }

    public SecureRandom random() {
        return random;
    }

    @Override
    public void close() {
        loop.close();
        api.close();
    }
}

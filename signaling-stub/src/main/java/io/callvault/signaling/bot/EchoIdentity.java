package io.callvault.signaling.bot;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.wire.EventBody;
import io.callvault.signaling.account.AccountService;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.store.AccountTable;
import io.callvault.signaling.store.MetaTable;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The echo contact's account and keys, made at the first start and kept in the database.
 *
 * @param principal its one device, signed in for ever
 */
public record EchoIdentity(Principal principal, SigningKey deviceKey) {

    /**
     * A device of Echo that lives outside the server.
     *
     * @param user whose it is
     */
    public record Satellite(UserKey user, DeviceId device, SigningKey key) {}

    private static final String IDENTITY_SEED = "echo_identity_seed";
    private static final String DEVICE_SEED = "echo_device_seed";
    private static final String CALL_DEVICE_SEED = "echo_call_device_seed";

    /** Finds or makes it. Blocks. */
    public static EchoIdentity load(Store store, InstantSource clock, IdGenerator ids) {
        return store.write(tables -> {
                    SigningKey identity = key(tables.meta(), IDENTITY_SEED);
                    SigningKey device = key(tables.meta(), DEVICE_SEED);
                    Optional<AccountTable.Account> known = tables.accounts().byHandle(AccountService.RESERVED_HANDLE);
                    UserKey user =
                            known.isPresent() ? known.get().key() : make(tables, identity, device, ids, clock.millis());
                    EventBody.Device registered = tables.accounts().devices(user).stream()
                            .filter(one ->
                                    one.deviceKey().equals(device.verifyKey().bytes()))
                            .findFirst()
                            .orElseThrow();
                    return new EchoIdentity(
                            new Principal(
                                    new UUID(0, 0), user, registered.deviceId(), device.verifyKey(), Long.MAX_VALUE),
                            device);
                })
                .toCompletableFuture()
                .join();
    }

    /** Finds or makes the device that takes calls; a new one is told to everybody who knows Echo. Blocks. */
    public static Satellite callDevice(Store store, InstantSource clock, IdGenerator ids) {
        return store.write(tables -> {
                    UserKey user = tables.accounts()
                            .byHandle(AccountService.RESERVED_HANDLE)
                            .orElseThrow()
                            .key();
                    SigningKey key = key(tables.meta(), CALL_DEVICE_SEED);
                    Optional<EventBody.Device> known = tables.accounts().devices(user).stream()
                            .filter(device ->
                                    device.deviceKey().equals(key.verifyKey().bytes()))
                            .findFirst();
                    if (known.isEmpty()) {
                        EventBody.Device device = device(tables, user, key, "Calls", ids.deviceId(), clock.millis());
                        EventBody.DeviceAdded added = new EventBody.DeviceAdded(device);
                        tables.contacts()
                                .acquaintances(user)
                                .forEach(other -> tables.events().append(other, 0, added));
                        return new Satellite(user, device.deviceId(), key);
                    }
                    return new Satellite(user, known.get().deviceId(), key);
                })
                .toCompletableFuture()
                .join();
    }

    private static EventBody.Device device(
            Tables tables, UserKey user, SigningKey key, String name, DeviceId id, long nowMs) {
        SigningKey identity = key(tables.meta(), IDENTITY_SEED);
        Bytes certificate = identity.sign(Proofs.deviceCertificate(user.id(), id, key.verifyKey(), nowMs));
        EventBody.Device device =
                new EventBody.Device(user.id(), id, name, key.verifyKey().bytes(), nowMs, certificate);
        tables.accounts().insertDevice(user, device);
        return device;
    }

    private static UserKey make(Tables tables, SigningKey identity, SigningKey device, IdGenerator ids, long nowMs) {
        UserKey user = tables.accounts()
                .insert(
                        ids.userId(),
                        AccountService.RESERVED_HANDLE,
                        "Echo",
                        identity.verifyKey().bytes());
        var _ = device(tables, user, device, "Server", ids.deviceId(), nowMs);
        return user;
    }

    private static SigningKey key(MetaTable meta, String name) {
        Optional<String> seed = meta.get(name);
        if (seed.isPresent()) {
            return SigningKey.ofSeed(Bytes.ofBase64Url(seed.get()).toArray());
        }
        SigningKey fresh = SigningKey.generate(new SecureRandom());
        meta.put(name, Bytes.copyOf(fresh.seed()).base64Url());
        return fresh;
    }
}

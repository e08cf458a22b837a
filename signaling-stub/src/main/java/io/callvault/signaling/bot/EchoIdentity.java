package io.callvault.signaling.bot;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
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

    private static final String IDENTITY_SEED = "echo_identity_seed";
    private static final String DEVICE_SEED = "echo_device_seed";

    /** Finds or makes it. Blocks. */
    public static EchoIdentity load(Store store, InstantSource clock, IdGenerator ids) {
        return store.write(tables -> {
                    SigningKey identity = key(tables.meta(), IDENTITY_SEED);
                    SigningKey device = key(tables.meta(), DEVICE_SEED);
                    Optional<AccountTable.Account> known = tables.accounts().byHandle(AccountService.RESERVED_HANDLE);
                    UserKey user =
                            known.isPresent() ? known.get().key() : make(tables, identity, device, ids, clock.millis());
                    EventBody.Device registered =
                            tables.accounts().devices(user).getFirst();
                    return new EchoIdentity(
                            new Principal(
                                    new UUID(0, 0), user, registered.deviceId(), device.verifyKey(), Long.MAX_VALUE),
                            device);
                })
                .toCompletableFuture()
                .join();
    }

    private static UserKey make(Tables tables, SigningKey identity, SigningKey device, IdGenerator ids, long nowMs) {
        UserKey user = tables.accounts()
                .insert(
                        ids.userId(),
                        AccountService.RESERVED_HANDLE,
                        "Echo",
                        identity.verifyKey().bytes());
        var deviceId = ids.deviceId();
        Bytes certificate = identity.sign(Proofs.deviceCertificate(user.id(), deviceId, device.verifyKey(), nowMs));
        tables.accounts()
                .insertDevice(
                        user,
                        new EventBody.Device(
                                user.id(),
                                deviceId,
                                "Server",
                                device.verifyKey().bytes(),
                                nowMs,
                                certificate));
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

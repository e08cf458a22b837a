package io.callvault.desktop.account;

import io.callvault.desktop.vault.SecretName;
import io.callvault.desktop.vault.Vault;
import io.callvault.desktop.vault.VaultException;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The person's identity key and this device's key, with the ids they stand for. Kept before the server hears of them, so that
 * a sign-up that was cut off goes on with the same ones.
 *
 * @param createdMs the time inside the device's certificate
 * @param account what the server made of it; empty until it answered
 */
record DeviceKeys(
        UserId user,
        DeviceId device,
        SigningKey identity,
        SigningKey deviceKey,
        long createdMs,
        Optional<Account> account) {

    /** The account as it was at enrolment: enough to go on if the database is lost. */
    record Account(String handle, String displayName, String server) {}

    private record Enrolled(UserId user, DeviceId device, long createdMs, Optional<Account> account) {}

    static DeviceKeys fresh(UserId user, SigningKey identity, IdGenerator ids, SecureRandom random, long nowMs) {
        return new DeviceKeys(user, ids.deviceId(), identity, SigningKey.generate(random), nowMs, Optional.empty());
    }

    static Optional<DeviceKeys> load(Vault vault) throws VaultException {
        Optional<Bytes> identity = vault.secret(SecretName.IDENTITY_SEED);
        Optional<Bytes> device = vault.secret(SecretName.DEVICE_SEED);
        Optional<Bytes> enrolment = vault.secret(SecretName.ENROLMENT);
        if (identity.isEmpty() || device.isEmpty() || enrolment.isEmpty()) {
            return Optional.empty();
        }
        try {
            String json = new String(enrolment.get().toArray(), StandardCharsets.UTF_8);
            Enrolled read = Json.read(json, Enrolled.class);
            return Optional.of(new DeviceKeys(
                    read.user(),
                    read.device(),
                    SigningKey.ofSeed(identity.get().toArray()),
                    SigningKey.ofSeed(device.get().toArray()),
                    read.createdMs(),
                    read.account()));
        } catch (WireException | IllegalArgumentException e) {
            throw new VaultException(
                    "The keys of this profile are damaged: sign in with the recovery key in a new profile.", e);
        }
    }

    /** Durable when it returns. */
    void keep(Vault vault) throws VaultException {
        byte[] json = Json.write(new Enrolled(user, device, createdMs, account)).getBytes(StandardCharsets.UTF_8);
        vault.change(Map.of(
                SecretName.IDENTITY_SEED, Optional.of(Bytes.copyOf(identity.seed())),
                SecretName.DEVICE_SEED, Optional.of(Bytes.copyOf(deviceKey.seed())),
                SecretName.ENROLMENT, Optional.of(Bytes.copyOf(json))));
    }

    DeviceKeys enrolled(Account made) {
        return new DeviceKeys(user, device, identity, deviceKey, createdMs, Optional.of(made));
    }

    /** The device as the server and other people see it, certified by the identity key. */
    EventBody.Device certified() {
        Bytes certificate = identity.sign(Proofs.deviceCertificate(user, device, deviceKey.verifyKey(), createdMs));
        return new EventBody.Device(
                user, device, deviceName(), deviceKey.verifyKey().bytes(), createdMs, certificate);
    }

    Proofs.Signer signer() {
        return new Proofs.Signer(user, device);
    }

    private static String deviceName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.startsWith("windows") ? "Windows desktop" : os.startsWith("mac") ? "Mac" : "Linux desktop";
    }

    @Override
    public String toString() {
        return "DeviceKeys[" + user + ", " + device + "]";
    }
}

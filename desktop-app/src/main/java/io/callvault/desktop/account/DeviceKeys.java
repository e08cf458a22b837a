package io.callvault.desktop.account;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The person's identity key and this device's key, with the ids they stand for. Kept before the server hears of them, so that
 * a sign-up that was cut off goes on with the same ones.
 *
 * @param createdMs the time inside the device's certificate
 */
record DeviceKeys(UserId user, DeviceId device, SigningKey identity, SigningKey deviceKey, long createdMs) {

    private static final String NAME = "keys";

    /** As it is kept; base64url inside JSON. */
    private record Kept(UserId user, DeviceId device, Bytes identitySeed, Bytes deviceSeed, long createdMs) {}

    static DeviceKeys fresh(UserId user, SigningKey identity, IdGenerator ids, SecureRandom random, long nowMs) {
        return new DeviceKeys(user, ids.deviceId(), identity, SigningKey.generate(random), nowMs);
    }

    static Optional<DeviceKeys> load(KeyRing ring) throws IOException {
        Optional<Bytes> kept = ring.get(NAME);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try {
            Kept read = Json.read(new String(kept.get().toArray(), StandardCharsets.UTF_8), Kept.class);
            return Optional.of(new DeviceKeys(
                    read.user(),
                    read.device(),
                    SigningKey.ofSeed(read.identitySeed().toArray()),
                    SigningKey.ofSeed(read.deviceSeed().toArray()),
                    read.createdMs()));
        } catch (WireException | IllegalArgumentException e) {
            throw new IOException("the keys of this profile are damaged", e);
        }
    }

    void keep(KeyRing ring) throws IOException {
        Kept kept = new Kept(user, device, Bytes.copyOf(identity.seed()), Bytes.copyOf(deviceKey.seed()), createdMs);
        ring.put(NAME, Bytes.copyOf(Json.write(kept).getBytes(StandardCharsets.UTF_8)));
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

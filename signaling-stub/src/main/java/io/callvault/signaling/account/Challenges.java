package io.callvault.signaling.account;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.AccountApi;
import io.callvault.signaling.store.Tables;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random numbers to sign, each good once and for 60 s: {@code expires8 | random8 | HMAC-SHA-256, cut to 16}. Nothing is kept for
 * one that was given out, so a flood of requests pushes nobody else's away; what was used stands among the nonces on disk. They
 * outlive a restart. Any thread.
 */
final class Challenges {

    static final long LIFE_MS = 60_000;

    private static final int SIGNED_LENGTH = 8 + 8;
    private static final byte[] PURPOSE = {'c', 'h', 'a', 'l', 'l', 'e', 'n', 'g', 'e'};

    /** No device's: the nonces of used challenges. */
    private static final DeviceId NOBODY = new DeviceId(new UUID(0, 0));

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec secret;

    Challenges(InstantSource clock, byte[] secret) {
        this.clock = clock;
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    AccountApi.Challenge issue() {
        long expiresAt = clock.millis() + LIFE_MS;
        byte[] signed = ByteBuffer.allocate(SIGNED_LENGTH)
                .putLong(expiresAt)
                .putLong(random.nextLong())
                .array();
        byte[] whole = ByteBuffer.allocate(Proofs.CHALLENGE_LENGTH)
                .put(signed)
                .put(mac(signed))
                .array();
        return new AccountApi.Challenge(Bytes.copyOf(whole), expiresAt);
    }

    /** Whether it is one of ours and in time; it may have been used. */
    boolean genuine(Bytes challenge) {
        byte[] bytes = challenge.toArray();
        if (bytes.length != Proofs.CHALLENGE_LENGTH) {
            return false;
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED_LENGTH);
        return MessageDigest.isEqual(mac(signed), Arrays.copyOfRange(bytes, SIGNED_LENGTH, bytes.length))
                && clock.millis() < ByteBuffer.wrap(signed).getLong();
    }

    /** Uses a genuine one up, in the transaction of what it was signed for. Whether this was the first time. */
    boolean use(Tables tables, Bytes challenge) {
        Bytes nonce = Bytes.copyOf(Arrays.copyOf(challenge.toArray(), SIGNED_LENGTH));
        if (tables.nonces().used(NOBODY, nonce)) {
            return false;
        }
        long expiresAt = ByteBuffer.wrap(nonce.toArray()).getLong();
        tables.nonces().use(NOBODY, nonce, clock.millis(), expiresAt);
        return true;
    }

    private byte[] mac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(PURPOSE);
            return Arrays.copyOf(mac.doFinal(signed), Proofs.CHALLENGE_LENGTH - SIGNED_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}

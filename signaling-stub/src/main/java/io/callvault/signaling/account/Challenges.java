package io.callvault.signaling.account;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.wire.AccountApi;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Random numbers to sign, each good once and for 60 s. In memory: after a restart clients ask again. Any thread. */
final class Challenges {

    static final long LIFE_MS = 60_000;

    /** About 2 MB. The oldest make room. */
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<Bytes, Long> open = new LinkedHashMap<>();

    Challenges(InstantSource clock) {
        this.clock = clock;
    }

    synchronized AccountApi.Challenge issue() {
        byte[] challenge = new byte[Proofs.CHALLENGE_LENGTH];
        random.nextBytes(challenge);
        long expiresAt = clock.millis() + LIFE_MS;
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        open.put(Bytes.copyOf(challenge), expiresAt);
        return new AccountApi.Challenge(Bytes.copyOf(challenge), expiresAt);
    }

    /** Takes the challenge out; whether it was there and in time. */
    synchronized boolean redeem(Bytes challenge) {
        Long expiresAt = open.remove(challenge);
        return expiresAt != null && clock.millis() < expiresAt;
    }
}

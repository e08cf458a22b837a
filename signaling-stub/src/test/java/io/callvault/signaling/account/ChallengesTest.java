package io.callvault.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.signaling.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Challenges need no memory: none can be pushed away, forged or kept for later. */
class ChallengesTest {

    private final SettableClock clock = new SettableClock();
    private final Challenges challenges = new Challenges(clock, new byte[32]);

    @Test
    void aFloodPushesNobodysAway() {
        Bytes first = challenges.issue().challenge();
        for (int i = 0; i < 20_000; i++) {
            challenges.issue();
        }
        assertThat(challenges.genuine(first)).isTrue();
    }

    @Test
    void aForgedOneIsNotOurs() {
        byte[] bytes = challenges.issue().challenge().toArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] bent = bytes.clone();
            bent[i] ^= 1;
            assertThat(challenges.genuine(Bytes.copyOf(bent))).as("byte %d", i).isFalse();
        }
        assertThat(challenges.genuine(Bytes.copyOf(new byte[31]))).isFalse();
        assertThat(new Challenges(clock, new byte[] {1}).genuine(Bytes.copyOf(bytes)))
                .isFalse();
    }

    @Test
    void anOldOneIsOver() {
        Bytes challenge = challenges.issue().challenge();
        clock.forward(Duration.ofMillis(Challenges.LIFE_MS - 5_000));
        assertThat(challenges.genuine(challenge)).isTrue();
        clock.forward(Duration.ofSeconds(6));
        assertThat(challenges.genuine(challenge)).isFalse();
    }
}

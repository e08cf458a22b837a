package io.callvault.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.UserKey;
import io.callvault.signaling.testing.SettableClock;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many nonces a device may leave behind, and that it gets rid of them by waiting. */
class RequestGuardTest {

    private static final String AUDIENCE = "test:1";

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final IdGenerator ids = new IdGenerator(clock, new SecureRandom());
    private final UserKey user = new UserKey(1, ids.userId());
    private final DeviceId device = ids.deviceId();
    private final Principal principal = new Principal(new UUID(0, 1), user, device, key.verifyKey(), Long.MAX_VALUE);

    @Test
    void aDeviceThatUsedUpItsNoncesOnlyHasToWait() throws Exception {
        try (Store store = Store.open(folder, clock)) {
            RequestGuard guard =
                    new RequestGuard(store, clock, new Audiences(List.of(AUDIENCE)), new ServerMetrics(), 500);
            long now = clock.millis();
            store.write(tables -> {
                        for (int i = 0; i < 500; i++) {
                            tables.nonces().use(device, nonce(i), now, now + 600_000);
                        }
                        return true;
                    })
                    .toCompletableFuture()
                    .join();
            assertThatThrownBy(() -> guard.check(principal, signed(nonce(-1))))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.RATE_LIMITED));
            clock.forward(Duration.ofMinutes(11));
            boolean taken = guard.check(principal, signed(nonce(-1)))
                    .toCompletableFuture()
                    .join();
            assertThat(taken).isTrue();
        }
    }

    @Test
    void theEstimateNeverLetsMoreThroughAndNeverRefusesWhatHasRoom() throws Exception {
        try (Store store = Store.open(folder, clock)) {
            RequestGuard guard =
                    new RequestGuard(store, clock, new Audiences(List.of(AUDIENCE)), new ServerMetrics(), 20);
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 20; i++) {
                    assertThat(guard.check(principal, signed(nonce(round * 100 + i)))
                                    .toCompletableFuture()
                                    .join())
                            .isTrue();
                }
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> guard.check(principal, signed(nonce(-1))))
                            .isInstanceOf(RefusedException.class);
                }
                clock.forward(Duration.ofMinutes(11));
            }
        }
    }

    private static Bytes nonce(int number) {
        return Bytes.copyOf(ByteBuffer.allocate(Proofs.NONCE_LENGTH)
                .putLong(7)
                .putLong(number)
                .array());
    }

    private RequestGuard.Signed signed(Bytes nonce) {
        long timestamp = clock.millis();
        Bytes signature = key.sign(Proofs.request(
                AUDIENCE, "POST", "/x", new byte[0], timestamp, nonce, new Proofs.Signer(user.id(), device)));
        return new RequestGuard.Signed(
                "POST", "/x", new byte[0], Long.toString(timestamp), nonce.base64Url(), signature.base64Url());
    }
}

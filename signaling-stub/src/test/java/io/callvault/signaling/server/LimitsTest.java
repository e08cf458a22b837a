package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.fault.Point;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one device, one address, one flood or one crash cannot do to the others. */
class LimitsTest {

    @TempDir
    private Path data;

    private ServerConfig config() {
        return ServerConfig.in(data).withEchoDelay(Duration.ZERO);
    }

    @Test
    void whoSendsTooFastIsToldHowLongToWaitAndHoldsUpNobodyElse() throws Exception {
        RateLimits tight = new RateLimits(new RateLimits.Rate(5, 0), RateLimits.Rate.unlimited());
        try (SignalingServer server = SignalingServer.start(config().withLimits(tight))) {
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            ConversationId conversation = ada.befriend(ben);
            try (Wire adas = ada.connect();
                    Wire bens = ben.connect()) {
                Frame.Send refused = ada.text(conversation, "one too many");
                for (int i = 0; i < 5; i++) {
                    adas.send(ada.text(conversation, "message " + i));
                }
                adas.send(refused);
                Frame.Nack nack = adas.await(Frame.Nack.class);
                assertThat(nack.clientMsgId()).isEqualTo(refused.clientMsgId());
                assertThat(nack.code()).isEqualTo("rate_limited");
                assertThat(nack.permanent()).isFalse();
                assertThat(nack.retryAfterMs()).isBetween(1L, 1_000L);
                bens.send(ben.text(conversation, "another device is not held up"));
                bens.await(Frame.Ack.class);
            }
        }
    }

    @Test
    void strangersComeAtTheirPace() throws Exception {
        RateLimits tight = new RateLimits(RateLimits.Rate.unlimited(), new RateLimits.Rate(4, 0));
        try (SignalingServer server = SignalingServer.start(config().withLimits(tight));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health =
                    HttpRequest.newBuilder(server.uri().resolve("/health")).build();
            for (int i = 0; i < 4; i++) {
                assertThat(client.send(health, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> refused = client.send(health, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.body()).contains("rate_limited");
        }
    }

    @Test
    void aChallengeIsGoodOnceAlsoAfterARestart() throws Exception {
        Person ada;
        int port;
        AccountApi.Recover used;
        AccountApi.Recover kept;
        try (SignalingServer server = SignalingServer.start(config())) {
            port = server.port();
            ada = Person.signUp(server.uri(), "ada");
            used = recovery(ada);
            kept = recovery(ada);
            assertThat(ada.http.post("/api/recoveries", used).status()).isEqualTo(200);
            assertThat(ada.http.post("/api/recoveries", used).problem()).isEqualTo("unauthenticated");
        }
        try (SignalingServer again = SignalingServer.start(config().withPort(port))) {
            assertThat(again.port()).isEqualTo(port);
            assertThat(ada.http.post("/api/recoveries", used).problem()).isEqualTo("unauthenticated");
            assertThat(ada.http.post("/api/recoveries", kept).status()).isEqualTo(200);
        }
    }

    private static AccountApi.Recover recovery(Person person) {
        Bytes challenge = person.challenge();
        return new AccountApi.Recover(
                person.identity.verifyKey().bytes(),
                challenge,
                person.identity.sign(Proofs.recovery(person.http.audience(), challenge, person.identity.verifyKey())));
    }

    /** Contacts and conversations have no ev to clamp: the answer waits for the disk instead. */
    @Test
    void aSnapshotNeverTellsWhatACrashCouldTakeBack() throws Exception {
        AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
        CountDownLatch reached = new CountDownLatch(1);
        try (SignalingServer server = SignalingServer.start(config().withPoints(point -> {
            CountDownLatch latch = gate.get();
            if (point == Point.AFTER_COMMIT && latch.getCount() > 0) {
                reached.countDown();
                join(latch);
            }
        }))) {
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            gate.set(new CountDownLatch(1));
            CompletableFuture<Http.Answer> inviting =
                    CompletableFuture.supplyAsync(() -> ada.post("/api/contacts", new SyncApi.Invite(ben.handle)));
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<SyncApi.Snapshot> asked = CompletableFuture.supplyAsync(ben::snapshot);
            Assertions.assertThatThrownBy(() -> asked.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            gate.get().countDown();
            assertThat(asked.get(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(inviting.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void anOldCursorIsExpiredAndLeadsToASnapshot() throws Exception {
        try (SignalingServer server = SignalingServer.start(config().withKeepEvents(1_000))) {
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            ConversationId conversation = ada.befriend(ben);
            SyncApi.Snapshot old = ben.snapshot();
            try (Wire adas = ada.connect()) {
                for (int i = 0; i < 1_400; i++) {
                    adas.send(ada.text(conversation, "message " + i));
                    if (i % 200 == 199) {
                        for (int j = 0; j < 200; j++) {
                            adas.await(Frame.Ack.class);
                        }
                    }
                }
            }
            String cursor = "/api/events?limit=500&since=";
            assertThat(ben.get(cursor + old.headEv()).problem()).isEqualTo("cursor_expired");
            assertThat(ben.get("/api/conversations/sync?since=" + old.headEv()).problem())
                    .isEqualTo("cursor_expired");
            long head = ben.snapshot().headEv();
            SyncApi.EventPage page = ben.get(cursor + (head - 900)).as(200, SyncApi.EventPage.class);
            assertThat(page.events().getFirst().ev()).isEqualTo(head - 899);
            assertThat(ben.messages(conversation).messages()).hasSize(500);
            try (Wire bens = new Wire(server.uri())) {
                bens.send(new Frame.Hello(
                        Frame.PROTO,
                        ben.tokens.accessToken(),
                        ben.device,
                        "test",
                        Optional.of(old.epoch()),
                        old.headEv(),
                        old.headEventId()));
                assertThat(bens.await(Frame.Welcome.class).resume()).isEqualTo(Frame.Resume.RESYNC);
            }
            assertThat(ben.snapshot().epoch()).isEqualTo(old.epoch());
        }
    }

    private static void join(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
